import type { Alert, Cause, Device } from '#hub/contracts';
import { distanceM } from '#hub/geodesy';
import type { DeviceDirectory } from '#hub/registry';
import type { AlertBook } from '../lifecycle/alert-book.js';
import { goesOn, incidentOf } from './incident.js';
import type { IncidentBook } from './incident-book.js';
import type { IncidentRecord, Scope } from './record.js';
import type { IncidentSettings } from './settings.js';

/** Alerts of one place are looked through so far back for what an older one overlaps with. */
const LOOKED_BACK = 20;

export interface Known {
  alerts: AlertBook;
  book: IncidentBook;
  directory: DeviceDirectory;
  settings: IncidentSettings;
}

/** The alerts of an incident that are in no other by now. */
export const alertsIn = (record: IncidentRecord, alerts: AlertBook): Alert[] =>
  record.alerts.flatMap((id) => alerts.get(id) ?? []).filter(({ incident }) => incident === record.id);

/** An incident as it stands. */
export const viewOf = (record: IncidentRecord, { alerts, book }: Pick<Known, 'alerts' | 'book'>) =>
  incidentOf(record, alertsIn(record, alerts), book.hands.get(record.id));

/** The incident that a new alert belongs to, where there is one; `recordOnly`: nobody is to be told of it. */
export function belongsTo(
  alert: Alert,
  where: { cause: Cause; scope: Scope; device: Device | undefined; at: number; recordOnly: boolean },
  known: Known,
): IncidentRecord | undefined {
  const { cause, scope, device, at, recordOnly } = where;
  const here = known.book.at({ cause, commune: alert.commune, scope }).slice(0, LOOKED_BACK);
  const fits = (record: IncidentRecord) =>
    recordOnly ? overlaps(record, alert, known) : !record.backdated && goesOnWith(record, alert, at, known);
  return here.find(fits) ?? (device && nearby(cause, device, known).find(fits));
}

/** Smoke knows no hamlets: matters of this cause whose stations stand near, the nearest first. */
function nearby(cause: Cause, device: Device, { book, directory, settings }: Known): IncidentRecord[] {
  const most = settings.nearM[cause];
  if (most === undefined || device.lat === undefined || device.lon === undefined) return [];
  const away = ({ target, targets = [target] }: IncidentRecord) =>
    Math.min(...targets.map((id) => distanceTo(device, directory.device(id))));
  return [...book.all()]
    .filter(
      (record) => record.cause === cause && record.commune === device.commune && record.simulated === device.simulated,
    )
    .map((record) => ({ record, metres: away(record) }))
    .filter(({ metres }) => metres <= most)
    .sort((a, b) => a.metres - b.metres || (a.record.id < b.record.id ? -1 : 1))
    .map(({ record }) => record);
}

const distanceTo = (from: Device, to: Device | undefined): number =>
  to?.lat === undefined || to.lon === undefined
    ? Number.POSITIVE_INFINITY
    : distanceM([from.lon!, from.lat!], [to.lon, to.lat]);

function overlaps(
  record: IncidentRecord,
  { startedAt, endedAt = Number.POSITIVE_INFINITY }: Alert,
  known: Known,
): boolean {
  const { startedAt: from, endedAt: to = Number.POSITIVE_INFINITY } = viewOf(record, known);
  return from <= endedAt && startedAt <= to;
}

function goesOnWith(record: IncidentRecord, alert: Alert, at: number, known: Known): boolean {
  const { state, endedAt, verdict } = viewOf(record, known);
  // what comes after somebody has said what it was may be another matter: it must not hide in there
  if (verdict) return false;
  // each drill is one of its own
  if (record.cause === 'drill' && !goesOn(state)) return false;
  if (record.flappingSince !== undefined || goesOn(state)) return true;
  // what people were paged for does not begin again on the word of a doubted probe alone
  if (alert.doubted && !record.doubted) return false;
  const lately = endedAt !== undefined && at - endedAt <= known.settings.reopenMs;
  if (!lately && !record.suppressed) return false;
  return record.alerts.some((id) => known.alerts.found(id)?.key === alert.key);
}
