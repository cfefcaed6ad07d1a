import type { FarmPlot } from '#hub/contracts';
import { DAY_MS, ddmm, startOfDay } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { whole } from '../model/figures.js';
import { DAYS_BACK, levelPoints, linesOf } from '../model/level-line.js';
import { useWords } from '../words/use-words.js';

const WIDTH = 328;
const TOP = 20;
const BOTTOM = 172;
/** Of the days to come, no more than help to decide. */
const AHEAD = 3;

/** Water of the last two weeks against the surface, and where it is filled up again. */
export function LevelChart({ plot, now }: { plot: FarmPlot; now: number }) {
  const t = useWords();
  const lang = useLang();
  const { advice } = plot;
  const upland = advice?.depletion !== undefined;
  // what is missing in the soil is drawn downwards, as a level is
  const sign = upland ? -1 : 1;
  const from = startOfDay(now) - DAYS_BACK * DAY_MS;
  const all = levelPoints(plot, now).map((point) => ({ ...point, y: point.y * sign }));
  const to = Math.min(Math.max(startOfDay(now) + DAY_MS, all.at(-1)?.t ?? 0), startOfDay(now) + (1 + AHEAD) * DAY_MS);
  const points = all.filter((point) => point.t <= to);
  if (points.length === 0) return <p className="meta">{t.noChart}</p>;
  const limit = upland ? -advice!.depletion!.easy : advice?.level?.limit;
  const target = advice?.verdict === 'irrigate' ? (upland ? 0 : advice.level?.target) : undefined;
  const heights = [...points.map(({ y }) => y), limit ?? 0, target ?? 0, 0];
  const high = Math.max(...heights) + (upland ? 4 : 2);
  const low = Math.min(...heights) - (upland ? 8 : 3);
  const x = (at: number) => ((at - from) / (to - from)) * WIDTH;
  const y = (height: number) => TOP + ((high - height) / (high - low)) * (BOTTOM - TOP);
  const days = Array.from({ length: Math.round((to - from) / DAY_MS) }, (_, i) => from + i * DAY_MS);
  const newest = [...points].reverse().find((point) => point.t <= now) ?? points.at(-1)!;
  const key = [!upland && t.againstSurface, t.lineKey(ddmm(from)), points.length > 1 && newest.anew && t.lineAnew];
  const say = (value: number) =>
    upland ? t.mm(whole(value, lang)) : `${value < 0 ? '−' : ''}${t.cm(whole(value, lang))}`;
  return (
    <>
      <p className="meta">{key.filter(Boolean).join(' ')}</p>
      <svg
        className="chart"
        viewBox={`0 0 ${WIDTH} 200`}
        role="img"
        aria-label={(upland ? t.depletionChart : t.levelChart)(say(points[0]!.y), say(newest.y))}
      >
        <path className="under" d={`M0 ${y(0)}h${WIDTH}V${BOTTOM}H0z`} />
        <path
          className="grid"
          d={days
            .slice(1)
            .map((day) => `M${x(day)} ${TOP - 4}V${BOTTOM}`)
            .join('')}
        />
        <path className="surface" d={`M0 ${y(0)}h${WIDTH}`} />
        {limit !== undefined && <path className="threshold" d={`M0 ${y(limit)}h${WIDTH}`} />}
        {linesOf(points).map((line) => (
          <path
            key={`${line.points[0]!.t} ${line.measured}`}
            className={line.measured ? 'line' : 'line guessed'}
            d={line.points
              .map((point, i) => `${i ? 'L' : 'M'}${x(point.t).toFixed(1)} ${y(point.y).toFixed(1)}`)
              .join('')}
          />
        ))}
        {target !== undefined && (
          <path
            className="line guessed"
            d={`M${x(newest.t)} ${y(newest.y)}L${Math.min(WIDTH - 4, x(newest.t) + 18)} ${y(target)}`}
          />
        )}
        <text className="halo on-soil" x={4} y={y(0) + 19}>
          {upland ? t.soilFull : t.surface}
        </text>
        {limit !== undefined && y(limit) - y(0) > 44 && (
          <text className="halo on-soil" x={4} y={y(limit) - 7}>
            {upland ? t.easy(whole(limit, lang)) : t.pumpLine(whole(limit, lang))}
          </text>
        )}
        {target !== undefined && !upland && (
          <text className="halo water" x={WIDTH} y={Math.max(15, y(target) - 8)} textAnchor="end">
            {t.afterPump(whole(target, lang))}
          </text>
        )}
        <circle className="newest" cx={x(newest.t)} cy={y(newest.y)} r={7} />
        {days.map((day, i) => {
          const today = day === startOfDay(now);
          if (!today && (DAYS_BACK - i) % 2 !== 0) return null;
          return (
            <text
              key={day}
              className={today ? 'strong' : undefined}
              x={x(day + DAY_MS / 2)}
              y={193}
              textAnchor="middle"
            >
              {today ? t.today : ddmm(day).slice(0, 2)}
            </text>
          );
        })}
      </svg>
    </>
  );
}
