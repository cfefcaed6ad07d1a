import type { Advice } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { whole } from '../model/figures.js';
import { useWords } from '../words/use-words.js';
import { Wave } from './paddy-cut.js';
import { Ground, Upland } from './plants.js';
import { useBasis } from './use-basis.js';

const SURFACE = 52;
const HEIGHT = 172;
const ROOTS = 112;
/** The root zone holds more than is easily taken; drawn so that the line to irrigate at is seen. */
const HOLDS = 1.8;

/** A cut through a field of an upland crop: how much of its root zone's water is gone, and when it is irrigated. */
export function SoilCut({ advice, depletion }: { advice: Advice; depletion: NonNullable<Advice['depletion']> }) {
  const t = useWords();
  const lang = useLang();
  const basis = useBasis(advice);
  const at = (mm: number) => SURFACE + ROOTS * Math.min(1, Math.max(0, mm) / (depletion.easy * HOLDS || 1));
  const mm = t.mm(whole(depletion.mm, lang));
  return (
    <svg
      className="cut"
      viewBox={`0 0 360 ${HEIGHT}`}
      role="img"
      aria-label={`${t.missing} ${mm}, ${t.easy(whole(depletion.easy, lang))}, ${basis}`}
    >
      <Ground y={SURFACE} height={HEIGHT} />
      <Upland at={[24, 150, 212, 274, 336]} y={SURFACE} />
      <rect className="tube" x={48} y={SURFACE} width={40} height={ROOTS} rx={3} />
      <Wave className="tube-water" from={49.5} to={86.5} y={at(depletion.mm)} bottom={SURFACE + ROOTS - 1.5} />
      <g className="limit">
        <path d={`M4 ${at(depletion.easy)}h38M92 ${at(depletion.easy)}h10`} />
      </g>
      <text className="plain" x={116} y={82}>
        {t.missing}
      </text>
      <text className="large" x={116} y={114}>
        {mm}
      </text>
      <text className="small" x={116} y={138}>
        {t.easy(whole(depletion.easy, lang))}
      </text>
      <text className="small" x={116} y={162}>
        {basis}
      </text>
    </svg>
  );
}
