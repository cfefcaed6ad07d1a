import {
  type Alert,
  type Device,
  type DeviceProfile,
  isGone,
  type LatestValue,
  type ListedDevice,
  type Metric,
  type Presence,
  SEVERITIES,
  type Severity,
} from '#hub/contracts';
import type { LiveState, ValuesOfDevice } from '../../live/live-state.js';

/** Why a station or a value has nothing to show. `since` is server time, milliseconds. */
export type Absence =
  | { why: 'silent'; since: number }
  /** Packets come, but what they tell is old: a logger sends what it kept. `upTo` is event time, milliseconds. */
  | { why: 'backlog'; upTo: number }
  | { why: 'maintenance'; until?: number | undefined }
  | { why: 'calibrating' | 'faulty' | 'not-installed' | 'nothing-yet' | 'no-history' | 'sensor-fault' };

export interface Station {
  device: ListedDevice;
  profile?: DeviceProfile;
  values: ValuesOfDevice;
  presence?: Presence;
  /** Highest active alert on it, unaccepted before accepted. */
  alert?: Alert;
  /** What its mark shows. */
  mark: 'normal' | 'stale' | 'off' | 'alarm';
  absence?: Absence;
  /** Why a metric it has no value of has none. */
  unheard: 'nothing-yet' | 'no-history';
  /** Counts among the stations that report. */
  reporting: boolean;
  isCamera: boolean;
}

const FALLBACK_INTERVAL_MS = 5 * 60_000;
/** How long between two values of a metric, milliseconds; boxes that gather first are as slow as their uploads. */
export function expectedEvery(profile: DeviceProfile | undefined, metric?: Metric): number {
  if (!profile) return FALLBACK_INTERVAL_MS;
  const own = metric ? profile.metrics[metric]?.intervalMs : undefined;
  return Math.max(own ?? profile.intervalMs, profile.uploadIntervalMs ?? 0);
}
/** Three missed intervals, and never before two minutes: then a value is old. */
export const staleAfter = (profile: DeviceProfile | undefined, metric?: Metric): number =>
  Math.max(120_000, 3 * expectedEvery(profile, metric));

export const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);

/** Unaccepted before accepted, worse before better, and of equals the one that waits longest. */
export function byUrgency(a: Alert, b: Alert): number {
  const open = (x: Alert) => (x.state === 'unacknowledged' ? 1 : 0);
  return (
    open(b) - open(a) || rank(b.severity) - rank(a.severity) || a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1)
  );
}

/** Not put aside, not said to be false, and not explained by another incident. What was dealt with is told until it ends. */
export const isTold = ({ suppressed, shelved, verdict }: Alert): boolean =>
  suppressed === undefined && shelved === undefined && verdict?.kind !== 'false';

/** Belongs to a matter that is on the wall: its own incident may explain it, as an outage does the devices in it. */
export const isShown = (alert: Alert): boolean =>
  isTold(alert.suppressed && alert.suppressed.by === alert.incident ? { ...alert, suppressed: undefined } : alert);

export interface StationSources {
  devices: readonly ListedDevice[];
  profiles: readonly DeviceProfile[];
  live: LiveState;
  /** Server time the picture is true for: now, or when the line was lost. */
  now: number;
  /** The picture is made from history: of what it does not tell nothing is known. */
  replayed?: boolean;
}

/** Devices as the wall shows them; planned and retired ones are not on it, the hub's own only while they have an alert. */
export function stationsOf({ devices, profiles, live, now, replayed = false }: StationSources): Station[] {
  const byId = new Map(profiles.map((p) => [p.id, p]));
  const unheard = replayed ? 'no-history' : 'nothing-yet';
  const alerts = new Map<string, Alert>();
  for (const alert of [...live.alerts.values()].filter(isTold).sort(byUrgency))
    if (!alerts.has(alert.target)) alerts.set(alert.target, alert);
  return devices
    .filter((device) => device.state !== 'planned' && !isGone(device.state))
    .map((device): Station => {
      const profile = byId.get(device.profile);
      const values = live.latest.get(device.id) ?? {};
      const presence = live.presence.get(device.id);
      // until the profiles are read the name of the profile has to do
      const isCamera = profile ? profile.kind === 'camera' : device.profile.includes('camera');
      const heard = absenceOf(device, profile, values, presence, isCamera, now);
      const absence: Absence | undefined = heard?.why === 'nothing-yet' ? { why: unheard } : heard;
      const alert = alerts.get(device.id);
      return {
        device,
        profile,
        values,
        presence,
        isCamera,
        alert,
        absence,
        unheard,
        mark: markOf(absence, alert),
        reporting: absence === undefined || absence.why === 'backlog',
      };
    })
    .filter(({ profile, alert }) => profile?.kind !== 'hub' || alert);
}

function absenceOf(
  device: Device,
  profile: DeviceProfile | undefined,
  values: ValuesOfDevice,
  presence: Presence | undefined,
  isCamera: boolean,
  now: number,
): Absence | undefined {
  if (device.state === 'calibrating') return { why: 'calibrating' };
  // over when its time is up, whether or not the list of devices was read again
  if (device.state === 'maintenance' && now < (device.maintenanceUntil ?? Infinity))
    return { why: 'maintenance', until: device.maintenanceUntil };
  if (device.state === 'faulty') return { why: 'faulty' };
  const newest = heardOf(values, presence);
  const gone = { why: 'silent', since: presence?.lastSeen ?? presence?.since ?? now } as const;
  // a camera speaks when it sees something; only its link says that it is gone
  if (isCamera) {
    if (presence?.link === 'offline' || presence?.link === 'silent') return gone;
    return newest === undefined && (presence?.link ?? 'never') === 'never' ? { why: 'nothing-yet' } : undefined;
  }
  if (presence?.link === 'silent') return gone;
  if (newest === undefined) return { why: 'nothing-yet' };
  // a link that is down says nothing yet: a box on a battery hangs up after each upload
  if (now - newest > staleAfter(profile)) return { why: 'silent', since: newest };
  const upTo = newestMeasured(values);
  return upTo !== undefined && now - upTo > staleAfter(profile) ? { why: 'backlog', upTo } : undefined;
}

/** An alarm outlives the signal, but "no signal" alone is shown as what it is: a hatched mark. */
function markOf(absence: Absence | undefined, alert: Alert | undefined): Station['mark'] {
  const measured = alert && (alert.facts.value !== undefined || alert.facts.event !== undefined);
  if (alert && (measured || !absence)) return 'alarm';
  if (!absence) return 'normal';
  return absence.why === 'silent' || absence.why === 'backlog' ? 'stale' : 'off';
}

const newestBy = (times: readonly number[]): number | undefined => (times.length > 0 ? Math.max(...times) : undefined);

/** When the last packet arrived, server time. A hub that started anew knows of its values only when they were measured. */
export const heardOf = (values: ValuesOfDevice, presence: Presence | undefined): number | undefined =>
  newestBy([
    ...Object.values(values).map((v) => v.received),
    ...(presence?.lastSeen === undefined ? [] : [presence.lastSeen]),
  ]);

/** Event time of the newest value: what a packet tells may be years older than its arrival. */
const newestMeasured = (values: ValuesOfDevice): number | undefined => newestBy(Object.values(values).map((v) => v.ts));

/** Event time of the newest measurement of the whole commune; a probe that says it is broken has measured nothing. */
export const newestOf = (stations: readonly Pick<Station, 'values'>[]): number | undefined =>
  newestBy(
    stations.flatMap((s) =>
      Object.values(s.values).flatMap((v) => (v.quality === 'fault' || v.quality === 'missing' ? [] : [v.ts])),
    ),
  );

/** A single value: fit to be shown, getting old, or not there, and why. */
export type ValueState =
  | { state: 'fresh' | 'ageing'; value: LatestValue; ageMs: number }
  | { state: 'absent'; last?: LatestValue; absence: Absence };

export function valueState(station: Station, metric: Metric, now: number): ValueState {
  const last = station.values[metric];
  const { absence } = station;
  const blocked = absence && absence.why !== 'silent' && absence.why !== 'backlog' ? absence : undefined;
  if (blocked) return { state: 'absent', last, absence: blocked };
  if (!last)
    return { state: 'absent', absence: { why: isUnfitted(station, metric) ? 'not-installed' : station.unheard } };
  if (last.quality === 'fault' || last.quality === 'missing')
    return { state: 'absent', last, absence: { why: 'sensor-fault' } };
  if (last.quality === 'calibrating') return { state: 'absent', last, absence: { why: 'calibrating' } };
  const ageMs = Math.max(0, now - last.ts);
  if (ageMs > staleAfter(station.profile, metric) || absence?.why === 'silent')
    return { state: 'absent', last, absence: absence?.why === 'backlog' ? absence : { why: 'silent', since: last.ts } };
  const late = ageMs > Math.max(30_000, 1.5 * expectedEvery(station.profile, metric));
  return { state: late ? 'ageing' : 'fresh', value: last, ageMs };
}

const DAY_MS = 86_400_000;

/** Of what a model could measure a box has told nothing, though it told other things for a day: it has no such probe. */
function isUnfitted({ device, profile, values, unheard }: Station, metric: Metric): boolean {
  const told = newestMeasured(values);
  const patience = Math.max(DAY_MS, 10 * expectedEvery(profile, metric));
  return unheard === 'nothing-yet' && told !== undefined && told - device.installedAt > patience;
}
