import type { FarmDay } from '#hub/contracts';
import { DAY_MS, ddmm, startOfDay } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { whole } from '../model/figures.js';
import { rainBars } from '../model/rain-bars.js';
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
  const scale = HIGHEST / Math.max(LEAST_SCALE_MM, ...bars.map(({ mm }) => mm ?? 0));
  const today = startOfDay(now);
  const sum = (coming: boolean) =>
    t.mm(
      whole(
        bars.reduce((all, { mm, forecast }) => all + (forecast === coming ? (mm ?? 0) : 0), 0),
        lang,
      ),
    );
  const first = bars.findIndex(({ forecast }) => forecast);
  const key = [
    t.rainFell(ddmm(bars[0]!.day)),
    first >= 0 && t.rainComes(ddmm(bars[first]!.day), ddmm(bars.at(-1)!.day)),
    bars.some(({ mm }) => mm === undefined) && t.rainUnknown,
  ];
  return (
    <>
      <p className="meta">{key.filter(Boolean).join(' ')}</p>
      <svg className="chart" viewBox={`0 0 ${WIDTH} 120`} role="img" aria-label={t.rainChart(sum(false), sum(true))}>
        <defs>
          <pattern id="forecast" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path className="hatch" d="M0 0v8" />
          </pattern>
        </defs>
        {first >= 0 && (
          <text x={WIDTH} y={14} textAnchor="end">
            {t.forecast}
          </text>
        )}
        {bars.map(({ day, mm, forecast }, i) => {
          const height = mm === undefined ? 0 : Math.max(mm >= 0.5 ? 3 : 0, mm * scale);
          const middle = (i + 0.5) * width;
          return (
            <g key={day}>
              {height > 0 && (
                <rect
                  className={forecast ? 'rain coming' : 'rain'}
                  x={i * width + 2}
                  y={GROUND - height}
                  width={width - 4}
                  height={height}
                />
              )}
              {(!forecast || height > 0) && (
                <text
                  className={height > 0 ? 'strong' : 'faint'}
                  x={middle}
                  y={GROUND - height - 5}
                  textAnchor="middle"
                >
                  {mm === undefined ? '–' : whole(mm, lang)}
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
