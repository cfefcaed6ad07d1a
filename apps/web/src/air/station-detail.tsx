import type { AirHour, AirStation } from '#hub/contracts';
import { figure } from '../format/figures.js';
import { useLang } from '../i18n/lang.js';
import { concentration, nameOf } from './figures.js';
import { HoursChart } from './hours-chart.js';
import { useWords } from './words.js';
import { Yesterday } from './yesterday.js';

/** All that anybody may know of a station: every pollutant, its last day, `day` (where it does not stand elsewhere), and where it is. */
export function StationDetail({ station, day }: { station: AirStation; day?: string | undefined }) {
  const t = useWords();
  const lang = useLang();
  const { lat, lon, now: hour } = station;
  return (
    <div className="air-detail">
      <HoursChart hours={station.hours} />
      {hour && <Parts hour={hour} />}
      {day !== undefined && <Yesterday station={station} day={day} />}
      {lat !== undefined && lon !== undefined && (
        <p className="meta">{t.at(figure(lat, 3, lang), figure(lon, 3, lang))}</p>
      )}
    </div>
  );
}

function Parts({ hour }: { hour: AirHour }) {
  const t = useWords();
  const lang = useLang();
  return (
    <section>
      <h3>{t.parts}</h3>
      <table className="air-parts">
        <thead>
          <tr>
            <th scope="col">{t.substance}</th>
            <th scope="col">{t.partIndex}</th>
            <th scope="col">{t.partValue}</th>
          </tr>
        </thead>
        <tbody>
          {hour.parts.map(({ pollutant, index, value }) => (
            <tr key={pollutant} className={pollutant === hour.main ? 'main' : undefined}>
              <th scope="row">{nameOf(pollutant, lang)}</th>
              <td className="num">{index}</td>
              <td className="num">{concentration(value, lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hour.fog && (
        <p className="air-doubt">{t.fog(figure(hour.fog.humidity, 0, lang), figure(hour.fog.growth, 1, lang))}</p>
      )}
      {hour.rawPm25 !== undefined && <p className="meta">{t.raw(concentration(hour.rawPm25, lang))}</p>}
      {hour.uncorrected && <p className="air-doubt">{t.uncorrected}</p>}
      <p className="meta">{t.nowcast}</p>
    </section>
  );
}
