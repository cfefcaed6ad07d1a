import type { Alert, Cause, Device, Incident, Severity } from '#hub/contracts';
import { SEVERITIES } from '#hub/contracts';
import type { DeviceDirectory } from '#hub/registry';

export type Scope = Incident['scope'];

/** What the hub knows of an incident; what people made of it lies over it. */
export interface IncidentRecord
  extends Pick<
    Incident,
    | 'id'
    | 'commune'
    | 'cause'
    | 'scope'
    | 'severity'
    | 'startedAt'
    | 'openedAt'
    | 'updatedAt'
    | 'revision'
    | 'lead'
    | 'target'
    | 'targets'
    | 'text'
    | 'backdated'
    | 'simulated'
    | 'drill'
    | 'flappingSince'
    | 'suppressed'
    | 'doubted'
  > {
  /** Its alerts, of very many the newest and all that are open. */
  alerts: string[];
  /** How many there ever were. */
  total: number;
  outage?: OutageRecord;
  /** Keys of the alerts that come and go while it flaps. */
  flappingKeys?: string[];
  /** When the shelving was done that is over by itself. */
  unshelved?: number;
}

/** Of an outage that may begin several times, as it began last. */
export interface OutageRecord {
  /** How many devices fell silent at once, and in how many hamlets or behind how many gateways. */
  members: number;
  places?: number;
  /** When the last of them spoke before it, and when the hub saw that it was one. Kept by older releases without. */
  since?: number;
  foundAt?: number;
  overAt?: number;
}

/** What is wrong with a device itself is nobody else's matter: two of them are two errands. */
const OF_THE_DEVICE: ReadonlySet<Cause> = new Set(['device', 'command', 'hub', 'drill']);

/** Where alerts of a cause belong together. */
export function scopeOf(cause: Cause, device: Device, directory: DeviceDirectory): Scope {
  const hamlet = hamletOf(device, directory);
  if (OF_THE_DEVICE.has(cause) || (!hamlet && !device.site)) return { kind: 'device', id: device.id };
  return hamlet ? { kind: 'hamlet', id: hamlet } : { kind: 'site', id: device.site! };
}

/** Its id, or the name that the device says where the hamlet is not registered. */
export const hamletOf = (device: Device, directory: DeviceDirectory): string | undefined =>
  directory.placeOf(device).hamlet ?? device.hamlet;

/** What has no id of its own (a hamlet that is not registered) may be there under the same name in two communes. */
export const placeKey = ({ cause, commune, scope }: Pick<IncidentRecord, 'cause' | 'commune' | 'scope'>): string =>
  `${cause}:${commune}:${scope.kind}:${scope.id}`;

export const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);

const NO_WORDS = { title: '', place: '', sentence: '', sms: '', voice: '', titleEn: '', sentenceEn: '' };

/** An incident without an alert yet. */
export function newRecord(
  place: { cause: Cause; scope: Scope },
  first: Pick<Alert, 'id' | 'commune' | 'target' | 'severity' | 'simulated' | 'doubted'>,
  more: { id: string; startedAt: number; at: number; backdated: boolean },
): IncidentRecord {
  return {
    ...place,
    id: more.id,
    commune: first.commune,
    severity: first.severity,
    startedAt: more.startedAt,
    openedAt: more.at,
    updatedAt: more.at,
    revision: 0,
    alerts: [],
    total: 0,
    lead: first.id,
    target: first.target,
    targets: [first.target],
    text: NO_WORDS,
    backdated: more.backdated,
    simulated: first.simulated,
    ...(first.doubted && { doubted: true }),
    ...(place.cause === 'drill' && first.simulated && { drill: true }),
  };
}
