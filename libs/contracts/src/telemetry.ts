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
