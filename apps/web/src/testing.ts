import type {
  Alert,
  Broadcast,
  Device,
  DeviceProfile,
  HubStatus,
  Incident,
  LatestValue,
  Metric,
  Presence,
} from '#hub/contracts';
import type { LiveState } from './live/live-state.js';
import { type Station, stationsOf } from './wall/stations/station-state.js';

/** Builders for specs: a valid thing, and what differs from it. */
export const NOON = Date.parse('2026-06-02T12:00:00+07:00');

export const anAlert = (over: Partial<Alert> = {}): Alert => ({
  id: 'straw:air-1:1',
  key: 'straw:air-1',
  rule: 'straw',
  target: 'air-1',
  commune: '10807',
  severity: 'warning',
  state: 'unacknowledged',
  startedAt: NOON - 12 * 60_000,
  learntAt: NOON - 12 * 60_000,
  backdated: false,
  updatedAt: NOON,
  facts: { metric: 'pm25', value: 96, background: 22 },
  text: {
    title: 'Nghi đốt rơm rạ',
    place: 'Thôn Đông, gần nhà văn hóa',
    sentence: 'Nghi đốt rơm rạ ở Thôn Đông. Cử người tới xem.',
    sms: '',
    voice: '',
    titleEn: 'Suspected straw burning',
    sentenceEn: 'Suspected straw burning. Send someone to look.',
  },
  simulated: false,
  ...over,
});

export const aProfile = (over: Partial<DeviceProfile> = {}): DeviceProfile => ({
  id: 'air-station',
  kind: 'air',
  vi: 'Trạm không khí',
  en: 'Air station',
  metrics: { pm25: {} },
  intervalMs: 60_000,
  ...over,
});

export const aDevice = (over: Partial<Device> = {}): Device => ({
  id: 'air-1',
  commune: '10807',
  profile: 'air-station',
  state: 'installed',
  name: 'Trạm thôn Đông',
  simulated: false,
  installedAt: 0,
  ...over,
});

export const aStatus = (over: Partial<HubStatus> = {}): HubStatus => ({
  now: NOON,
  clock: 'ok',
  storeBehindMs: 0,
  logWritable: true,
  deadLetters: 0,
  unrecognised: 0,
  simulated: false,
  ...over,
});

export const aValue = (value: number, ageMs: number, over: Partial<LatestValue> = {}): LatestValue => ({
  value,
  ts: NOON - ageMs,
  received: NOON - ageMs,
  ...over,
});

export interface StationParts {
  device?: Partial<Device>;
  profile?: Partial<DeviceProfile>;
  values?: Partial<Record<Metric, LatestValue>>;
  presence?: Presence;
  alert?: Alert;
}

/** One station as the wall sees it at noon. */
export function aStation({ device, profile, values, presence, alert }: StationParts = {}): Station {
  const own = aDevice(device);
  const live: LiveState = {
    seq: 0,
    ended: [],
    cameras: [],
    commands: new Map(),
    incidents: new Map(),
    escalations: new Map(),
    outOfService: new Map(),
    findings: new Map(),
    broadcasts: new Map(),
    told: new Map(),
    alerts: new Map(alert ? [[alert.id, alert]] : []),
    latest: new Map(values ? [[own.id, values]] : []),
    presence: new Map(presence ? [[own.id, presence]] : []),
  };
  return stationsOf({ devices: [own], profiles: [aProfile(profile)], live, now: NOON })[0]!;
}

export const anIncident = (over: Partial<Incident> = {}): Incident => ({
  id: 'fire:hamlet:dong:1',
  commune: '10807',
  cause: 'fire',
  scope: { kind: 'hamlet', id: 'Thôn Đông' },
  severity: 'warning',
  state: 'unacknowledged',
  startedAt: NOON - 12 * 60_000,
  openedAt: NOON - 12 * 60_000,
  updatedAt: NOON,
  revision: 1,
  alerts: ['straw:air-1:1'],
  counts: { alerts: 1, open: 1, suppressed: 0, devices: 1 },
  lead: 'straw:air-1:1',
  target: 'air-1',
  text: anAlert().text,
  backdated: false,
  simulated: false,
  ...over,
});

/** A public message that waits for approval. */
export const aBroadcast = (over: Partial<Broadcast> = {}): Broadcast => ({
  ...{ id: 'b-1', commune: '10807', urgency: 'ordinary', text: 'Ngày mai xã họp dân.', seconds: 4, simulated: false },
  ...{ audience: { everywhere: true, hamlets: [] }, airBefore: NOON + 86_400_000, receipts: [], state: 'draft' },
  ...{ written: { by: 'An', at: NOON }, revision: 1, updatedAt: NOON },
  ...over,
});
