import type { FindingCase, FindingOf } from '#hub/contracts';
import { hhmm } from '../../../format/clock.js';
import { figure } from '../../../format/figures.js';
import { useLang } from '../../../i18n/lang.js';
import { curveOf, hasCourse } from './curve.js';
import { useFindingWords } from './words.js';

const WINDS_SHOWN = 6;
const MOST_STATIONS = 4;

/** What each station smelt, against the others, and the wind of that time. */
export function Curves({ finding, names }: { finding: FindingOf<'burning'>; names: Readonly<Record<string, string>> }) {
  const t = useFindingWords();
  const lang = useLang();
  const { stations, wind } = finding;
  return (
    <section className="desk-part finding-curves" aria-label={t.curves}>
      <h2>{t.curves}</h2>
      {stations
        .filter(isDrawn)
        .slice(0, MOST_STATIONS)
        .map(({ device, curve }) => {
          const { value, background, least, most, from, to } = curveOf(curve);
          const name = names[device] ?? device;
          const [low, high] = [figure(least, 0, lang), figure(most, 0, lang)];
          return (
            <figure key={device}>
              <figcaption>
                {name}
                <span className="meta num"> {t.highest(high)}</span>
              </figcaption>
              <svg viewBox="0 0 200 44" preserveAspectRatio="none" role="img" aria-label={t.curveSays(name, low, high)}>
                <path d={background} className="background" vectorEffect="non-scaling-stroke" />
                <path d={value} className="value" vectorEffect="non-scaling-stroke" />
              </svg>
              <p className="meta num">
                <span>{hhmm(from)}</span>
                <span>{hhmm(to)}</span>
              </p>
            </figure>
          );
        })}
      <p className="meta">{t.dashed}</p>
      <h3>{t.wind}</h3>
      {wind.length === 0 ? (
        <p className="meta">{t.noWind}</p>
      ) : (
        <ul className="winds num">
          {wind.slice(-WINDS_SHOWN).map(({ at, from, speed }) => (
            <li key={at}>
              <span className="meta">{hhmm(at)}</span>
              <svg viewBox="0 0 16 16" aria-hidden="true">
                <path d="M8 14V3M4 7l4-4 4 4" transform={`rotate(${from + 180} 8 8)`} />
              </svg>
              {t.windOf(t.winds[Math.round(from / 45) % 8]!, figure(speed, 1, lang))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const isDrawn = ({ curve }: FindingOf<'burning'>['stations'][number]): boolean => hasCourse(curve);
/** Whether there are curves to show in place of the chart of one alert. */
export const hasCurves = (found: FindingCase | undefined): boolean =>
  found?.finding.kind === 'burning' && found.finding.stations.some(isDrawn);
