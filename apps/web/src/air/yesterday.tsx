import type { AirStation } from '#hub/contracts';
import { useLang } from '../i18n/lang.js';
import { aqiTable } from './bands.js';
import { Chip } from './chip.js';
import { concentration, nameOf } from './figures.js';
import { useWords } from './words.js';

/** "2026-11-25" as people write it. */
const dayWords = (day: string) => day.split('-').reverse().join('/');

/** The index of the day before, and its means against the limits of their periods. */
export function Yesterday({ station, day }: { station: AirStation; day: string }) {
  const t = useWords();
  const lang = useLang();
  const { yesterday, yesterdayHours } = station;
  return (
    <section>
      <h3>{t.yesterday(dayWords(day))}</h3>
      {yesterday ? (
        <>
          <p className="air-day">
            <b className="num">{yesterday.index}</b>
            <Chip index={yesterday.index} />
          </p>
          <p>{t.dayIndex(nameOf(yesterday.main, lang))}</p>
          <ul className="air-limits">
            {yesterday.limits.map(({ pollutant, period, value, limit, above }) => (
              <li key={`${pollutant} ${period}`} className={above ? 'above' : 'meta'}>
                {(above ? t.above : t.below)(
                  nameOf(pollutant, lang),
                  t.periods[period],
                  concentration(value, lang),
                  concentration(limit, lang),
                )}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t.noDay(yesterdayHours, aqiTable.completeness.day)}</p>
      )}
    </section>
  );
}
