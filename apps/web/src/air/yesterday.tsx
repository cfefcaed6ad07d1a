import type { AirDay, AirStation } from '#hub/contracts';
import { useLang } from '../i18n/lang.js';
import { aqiTable } from './bands.js';
import { Chip } from './chip.js';
import { concentration, nameOf } from './figures.js';
import { placeWords } from './place.js';
import { useWords } from './words.js';

/** "2026-11-25" as people write it. */
const dayWords = (day: string) => day.split('-').reverse().join('/');

/** A station's index of the day before, and its means against the limits of their periods. */
export function Yesterday({ station, day }: { station: AirStation; day: string }) {
  const t = useWords();
  const { yesterday, yesterdayHours } = station;
  return (
    <section>
      <h3>{t.yesterday(dayWords(day))}</h3>
      {yesterday ? <Day of={yesterday} /> : <p>{t.noDay(yesterdayHours, aqiTable.completeness.day)}</p>}
    </section>
  );
}

/** The day of the commune: the station that was worst, by its name. Stations are never averaged. */
export function WorstOfDay({ station, day }: { station: AirStation | undefined; day: string }) {
  const t = useWords();
  return (
    <section className="air-yesterday">
      <h2>{t.worstOfDay(dayWords(day))}</h2>
      {station?.yesterday ? (
        <>
          <p>
            <b>{station.name}</b>
          </p>
          <p className="meta">{placeWords(station)}</p>
          <Day of={station.yesterday} />
        </>
      ) : (
        <p>{t.noDayAtAll(aqiTable.completeness.day)}</p>
      )}
    </section>
  );
}

function Day({ of: { index, main, limits } }: { of: AirDay }) {
  const t = useWords();
  const lang = useLang();
  return (
    <>
      <p className="air-day">
        <b className="num">{index}</b>
        <Chip index={index} />
      </p>
      <p>{t.dayIndex(nameOf(main, lang))}</p>
      <ul className="air-limits">
        {limits.map(({ pollutant, period, value, limit, above }) => (
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
  );
}
