import type { AirStation } from '#hub/contracts';
import { useWords } from './words.js';
import { absenceWords } from './absence-words.js';
import { Chip } from './chip.js';
import { placeWords } from './place.js';
import { isOld } from './standing.js';
import { StationDetail } from './station-detail.js';

/** A station in a line; what is known of it opens below. */
export function StationRow({ station, day, now }: { station: AirStation; day: string; now: number }) {
  const t = useWords();
  const { name, now: hour, absence, simulated } = station;
  const place = [placeWords(station), simulated && t.stationSimulated].filter(Boolean).join(' · ');
  return (
    <li>
      <details>
        <summary>
          <span className="air-name">
            <b>{name}</b>
            {place && <span className="meta">{place}</span>}
            {absence && <span className="meta">{absenceWords(absence, now, t)}</span>}
          </span>
          <span className={hour && isOld(hour, now) ? 'air-row-index old' : 'air-row-index'}>
            <b className="num">{hour?.index ?? '—'}</b>
            {hour && <Chip index={hour.index} />}
          </span>
        </summary>
        <StationDetail station={station} day={day} />
      </details>
    </li>
  );
}
