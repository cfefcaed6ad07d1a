import type { AlertsItem } from './alerts.js';
import type { DeadLetterItem, Refusal } from './dead-letters.js';
import type { Presence, ReadingsItem } from './readings.js';
import type { Request } from './requests.js';
import type { TelemetryItem } from './telemetry.js';

/** What each stream of the log carries. */
export interface StreamItems {
  telemetry: TelemetryItem;
  readings: ReadingsItem;
  presence: Presence;
  alerts: AlertsItem;
  requests: Request;
  'dead-letters': DeadLetterItem;
  refusals: Refusal;
}
export type Stream = keyof StreamItems;
export const STREAM = {
  telemetry: 'telemetry',
  readings: 'readings',
  presence: 'presence',
  alerts: 'alerts',
  requests: 'requests',
  deadLetters: 'dead-letters',
  refusals: 'refusals',
} as const satisfies Record<string, Stream>;

/** Consumer groups: each has its own position, and none waits for another. */
export const GROUP = {
  /** telemetry → readings */
  decode: 'decode',
  /** readings → time series */
  store: 'store',
  /** readings → presence */
  presence: 'presence',
  /** readings, requests → alerts */
  alerting: 'alerting',
  /** readings, presence, alerts, … → REST and sockets */
  live: 'live',
  /** alerts, refusals → registry */
  history: 'history',
  /** requests → the broker's clock guard */
  clock: 'clock',
} as const;
export type Group = (typeof GROUP)[keyof typeof GROUP];
