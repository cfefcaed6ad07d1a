/** Items of the `telemetry` stream: packets as they came in, and the hub's heartbeat between them. */
export interface Packet {
  type: 'packet';
  /** Account that sent it: device id or gateway id. */
  account: string;
  topic: string;
  payload: Uint8Array;
  /** Stamped by the hub on arrival, milliseconds. Lateness is computed from this and never from the processing clock. */
  received: number;
}

/**
 * One a second. Silence is decided on ticks, so that a replay decides the same; after a gap in ticks (the hub was off)
 * silence timers start anew. While `clock` is not `ok` silence is suspended.
 */
export interface Tick {
  type: 'tick';
  received: number;
  clock: ClockState;
}
/** `unsynchronised`: the operating system says so; `behind`: earlier than the last record of the log. */
export type ClockState = 'ok' | 'unsynchronised' | 'behind';

export type TelemetryItem = Packet | Tick;

/** Devices' clocks are believed within this, ahead of the hub as well as before the installation. Milliseconds. */
export const CLOCK_TOLERANCE_MS = 600_000;

/**
 * Whether something of this time tells of the past, beside what is known already. What is known of a time still to come
 * was stamped while the hub's own clock was wrong, and nothing is older than that.
 */
export const isOlder = (ts: number, known: number, now: number): boolean =>
  ts < known && known <= now + CLOCK_TOLERANCE_MS;
