import type { FarmDay } from '#hub/contracts';
import { DAY_MS, ddmm, startOfDay } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { whole } from '../model/figures.js';
import { type RainBar, rainBars } from '../model/rain-bars.js';
import { useWords } from '../words/use-words.js';

const WIDTH = 328;
const GROUND = 92;
const HIGHEST = 58;
/** A shower must not look like a storm. */
const LEAST_SCALE_MM = 20;

/** What fell, and hatched what is forecast and has not. */
export function RainChart({ days, now }: { days: readonly FarmDay[]; now: number }) {
  const t = useWords();
  const lang = useLang();
  const bars = rainBars(days, now);
  const width = WIDTH / bars.length;
  const scale = HIGHEST / Math.max(LEAST_SCALE_MM, ...bars.map(({ fell = 0, comes = 0 }) => fell + comes));
  const today = startOfDay(now);
  /** "5+10" where some fell and some is still to come: what is forecast is not added to what fell. */
  const figureOf = (fell: number | undefined, comes = 0) =>
    comes < 0.5
      ? fell === undefined
        ? '–'
        : whole(fell, lang)
      : [...(fell !== undefined && fell >= 0.5 ? [fell] : []), comes].map((mm) => whole(mm, lang)).join('+');
  const sum = (of: (bar: RainBar) => number | undefined) =>
    t.mm(
      whole(
        bars.reduce((all, bar) => all + (of(bar) ?? 0), 0),
        lang,
      ),
    );
  const first = bars.find(({ comes }) => comes !== undefined);
  const key = [
    t.rainFell(ddmm(bars[0]!.day)),
    first && t.rainComes(ddmm(first.day), ddmm(bars.at(-1)!.day)),
    bars.some(({ day, fell }) => day <= today && fell === undefined) && t.rainUnknown,
  ];
  return (
    <>
      <p className="meta">{key.filter(Boolean).join(' ')}</p>
      <svg
        className="chart"
        viewBox={`0 0 ${WIDTH} 120`}
        role="img"
        aria-label={t.rainChart(
          sum(({ fell }) => fell),
          sum(({ comes }) => comes),
        )}
      >
        <defs>
          <pattern id="forecast" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path className="hatch" d="M0 0v8" />
          </pattern>
        </defs>
        {first && (
          <text x={WIDTH} y={14} textAnchor="end">
            {t.forecast}
          </text>
        )}
        {bars.map(({ day, fell, comes }, i) => {
          const [below, above] = [fell, comes].map((mm = 0) => (mm < 0.5 ? 0 : Math.max(3, mm * scale)));
          const height = below! + above!;
          const middle = (i + 0.5) * width;
          const parts = [
            { kind: 'rain', from: below!, high: below! },
            { kind: 'rain coming', from: height, high: above! },
          ].filter(({ high }) => high > 0);
          return (
            <g key={day}>
              {parts.map(({ kind, from, high }) => (
                <rect key={kind} className={kind} x={i * width + 2} y={GROUND - from} width={width - 4} height={high} />
              ))}
              {(day <= today || height > 0) && (
                <text
                  className={height > 0 ? 'strong' : 'faint'}
                  x={middle}
                  y={GROUND - height - 5}
                  textAnchor="middle"
                >
                  {figureOf(fell, comes)}
                </text>
              )}
              {(day === today || Math.round((day - today) / DAY_MS) % 2 === 0) && (
                <text className={day === today ? 'strong' : undefined} x={middle} y={113} textAnchor="middle">
                  {day === today ? t.today : ddmm(day).slice(0, 2)}
                </text>
              )}
            </g>
          );
        })}
        <path className="ground" d={`M0 ${GROUND + 1}h${WIDTH}`} />
      </svg>
    </>
  );
}
