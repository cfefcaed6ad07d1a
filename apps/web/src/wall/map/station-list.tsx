import { useState } from 'react';
import { alertAge } from '../../format/age.js';
import { withUnit } from '../../format/figures.js';
import { useSpeech } from '../words/words.js';
import { FitText } from '../stage/fit-text.js';
import { absenceWords } from '../stations/absence-words.js';
import { mainMetric } from '../stations/metrics-of.js';
import { StationShape } from '../stations/station-shape.js';
import { type Station, valueState } from '../stations/station-state.js';
import { byNeed, gridFor, pageOf } from './list-page.js';

export interface StationListProps {
  stations: readonly Station[];
  now: number;
  /** Layout pixels. */
  room: { width: number; height: number };
  visitor: boolean;
  className: string;
  onOpen(station: Station): void;
}

/** Stations that no map shows, by name. */
export function StationList({ stations, now, room, visitor, className, onOpen }: StationListProps) {
  const { t, lang } = useSpeech();
  const [page, turn] = useState(0);
  const nameOf = (s: Station) => (visitor ? (s.profile?.[lang] ?? '') : s.device.name);
  const grid = gridFor(stations.map(nameOf), room);
  const { shown, more } = pageOf([...stations].sort(byNeed), grid, page);
  return (
    <ul
      className={`stations ${className}`}
      style={{
        gridTemplateRows: `repeat(${grid.rows}, 0.88rem)`,
        gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))`,
      }}
    >
      {shown.map((station) => (
        <li key={station.device.id}>
          <StationLine station={station} name={nameOf(station)} now={now} onOpen={() => onOpen(station)} />
        </li>
      ))}
      {more > 0 && (
        <li>
          <button type="button" className="turn" data-nav="stations:more" onClick={() => turn(page + 1)}>
            {t.otherStations(more)}
          </button>
        </li>
      )}
    </ul>
  );
}

function StationLine(props: { station: Station; name: string; now: number; onOpen(): void }) {
  const { station, name, now, onOpen } = props;
  const { t, lang } = useSpeech();
  const metric = mainMetric(station, now);
  const state = metric && valueState(station, metric, now);
  const fresh = state && state.state !== 'absent' ? state : undefined;
  const absence = station.absence ?? (state?.state === 'absent' ? state.absence : undefined);
  // seconds would flicker all over the wall
  const age = fresh && (fresh.ageMs < 60_000 ? t.justNow : t.ago(alertAge(fresh.ageMs, t)));
  return (
    <button type="button" data-nav={`station:${station.device.id}`} onClick={onOpen}>
      <StationShape station={station} />
      <FitText className="name" text={name} least={0.875} />
      <span className="now">
        {metric && <strong>{fresh ? withUnit(metric, fresh.value.value, lang) : '—'}</strong>}
        <FitText as="small" text={age ?? (absence ? absenceWords(absence, now, t) : t.normal)} least={0.9} />
      </span>
    </button>
  );
}
