import type { AlertsItem } from './alerts-items.js';
import type { CommandsItem, ReceiptsItem } from './commands.js';
import type { DeadLetterItem, Refusal } from './dead-letters.js';
import type { FarmItem } from './farm-items.js';
import type { FindingsItem } from './findings.js';
import type { NoticesItem } from './notices-items.js';
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
  commands: CommandsItem;
  receipts: ReceiptsItem;
  notices: NoticesItem;
  findings: FindingsItem;
  farm: FarmItem;
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
  commands: 'commands',
  receipts: 'receipts',
  notices: 'notices',
  findings: 'findings',
  farm: 'farm',
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
  /** readings → findings, and what the rules make of them → readings */
  analysis: 'analysis',
  /** requests, findings, alerts → farm, notices: what people say of their plots, and what they are advised and told */
  fields: 'fields',
  /** requests, receipts, readings → commands */
  commands: 'commands',
  /** commands → the devices that they are for */
  delivery: 'delivery',
  /** readings, presence, alerts, commands, … → REST and sockets */
  live: 'live',
  /** alerts, commands, refusals → registry */
  history: 'history',
  /** alerts, commands, notices, requests → notices; channels to people, and to all */
  notifier: 'notifier',
  /** requests → the broker's clock guard */
  clock: 'clock',
} as const;
export type Group = (typeof GROUP)[keyof typeof GROUP];
