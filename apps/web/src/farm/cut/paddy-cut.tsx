import type { Advice } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { whole } from '../model/figures.js';
import { useWords } from '../words/use-words.js';
import { Ground, Rice } from './plants.js';
import { cutScale, HEIGHT } from './scale.js';
import { useBasis } from './use-basis.js';

const TUBE = { x: 58, width: 40 };
const HOLES = [
  [68, 20],
  [88, 20],
  [78, 34],
  [68, 48],
  [88, 48],
  [78, 62],
] as const;

/** A cut through the field, drawn from its level: surface, tube, water, and where it is filled up again. */
export function PaddyCut({ advice, level }: { advice: Advice; level: NonNullable<Advice['level']> }) {
  const t = useWords();
  const lang = useLang();
  const basis = useBasis(advice);
  const { sky, surface, water, limit, tubeTop, tubeBottom } = cutScale(level.cm, level.limit);
  const cm = whole(level.cm, lang);
  const wet = Math.round(level.cm) > 0;
  const even = Math.round(level.cm) === 0;
  const said = even ? t.even : wet ? `${t.above} ${t.aboveCm(cm)}` : `${t.below} ${t.cm(cm)}`;
  return (
    <svg className="cut" viewBox={`0 ${sky} 360 ${HEIGHT - sky}`} role="img" aria-label={`${said}, ${basis}`}>
      <Ground y={surface} height={HEIGHT} />
      {!wet && !even && <path className="wet-soil" d={`M0 ${water}c40 3 80-2 120 0s120 2 240 0V${HEIGHT}H0z`} />}
      {wet && <Wave className="field-water" from={0} to={360} y={water} bottom={surface + 1} />}
      <Rice at={wet ? [24, 150, 220, 290, 344] : [18, 145, 209, 273, 337]} y={surface} />
      <rect className="tube" x={TUBE.x} y={tubeTop} width={TUBE.width} height={tubeBottom - tubeTop} rx={3} />
      <Wave
        className="tube-water"
        from={TUBE.x + 1.5}
        to={TUBE.x + TUBE.width - 1.5}
        y={water}
        bottom={tubeBottom - 1.5}
      />
      {HOLES.map(
        ([x, y]) =>
          surface + y < tubeBottom - 6 && <circle key={`${x} ${y}`} className="hole" cx={x} cy={surface + y} r={2} />,
      )}
      {limit !== undefined && (
        <g className="limit">
          <path d={`M4 ${limit}h${TUBE.x - 10}M${TUBE.x + TUBE.width + 4} ${limit}h8`} />
          <text x={6} y={limit - 6}>
            {t.cm(whole(level.limit!, lang))}
          </text>
        </g>
      )}
      {!wet && water - surface >= 28 && (
        <path
          className="arrow"
          d={`M120 ${surface + 4}V${water - 3}M114 ${surface + 11}l6-7 6 7M114 ${water - 10}l6 7 6-7M106 ${water}h28`}
        />
      )}
      {wet || even ? (
        <>
          <text className="small" x={112} y={surface + 28}>
            {basis}
          </text>
          <text className="middle" x={112} y={surface + 56}>
            {even ? t.even : t.aboveCm(cm)}
          </text>
        </>
      ) : (
        <>
          <text className="plain" x={140} y={82}>
            {t.below}
          </text>
          <text className="large" x={140} y={114}>
            {t.cm(cm)}
          </text>
          <text className="small" x={140} y={146}>
            {basis}
          </text>
        </>
      )}
    </svg>
  );
}

/** Water with a surface that moves a little. */
export function Wave(props: { className: string; from: number; to: number; y: number; bottom: number }) {
  const { className, from, to, y, bottom } = props;
  if (bottom <= y) return null;
  const width = to - from;
  const waves = Math.max(2, Math.round(width / 24));
  const step = width / waves;
  const top = Array.from({ length: waves }, (_, i) => `q${step / 2} ${i % 2 ? 3 : -3} ${step} 0`).join('');
  return <path className={className} d={`M${from} ${y}${top}V${bottom}H${from}z`} />;
}
