import type { Alert, AlertChange, IncidentChange } from '#hub/contracts';
import type { AlertEventRow } from '../entities/alert.entity.js';
import type { IncidentEventRow } from '../entities/incident.entity.js';
import { present } from '../input/present.js';

/** Something that happened to an incident, or to one of its alerts. */
export interface Moment {
  at: number;
  change: IncidentChange | AlertChange;
  /** Id of the alert that it happened to; absent: the incident. */
  alert?: string;
  /** After it. */
  state: Alert['state'];
  /** Who, by name as it was then and by id. */
  by?: string;
  person?: string;
  /** Of `assigned`: to whom, by name as it was then. Of what earlier releases recorded absent. */
  to?: string;
  note?: string;
  photo?: string;
}

/** One row of all that happened. What somebody did about all alerts of an incident stands there once. */
export function timelineOf(own: readonly IncidentEventRow[], ofAlerts: readonly AlertEventRow[]): Moment[] {
  const done = new Set(own.map(({ at, change, by }) => JSON.stringify([at, change, by])));
  const moments = [
    ...own.map(
      ({ at, change, state, by, person, note, to }): Moment => moment({ at, change, state, by, person, note, to }),
    ),
    ...ofAlerts
      .filter(({ at, change, by }) => by === null || !done.has(JSON.stringify([at, change, by])))
      .map(({ at, change, alert, state, by, person, note, photo }) =>
        moment({ at, change, alert, state, by, person, note, photo }),
      ),
  ];
  return moments.sort((a, b) => a.at - b.at || Number(a.alert === undefined) - Number(b.alert === undefined));
}

const moment = (row: object): Moment => present(row) as Moment;
