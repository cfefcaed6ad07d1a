import type { Values } from '../world/sensors.js';

/** One measurement of a device at one time (milliseconds). */
export interface Measurement {
  ts: number;
  values: Values;
}

export interface MqttPacket {
  topic: string;
  payload: string | Uint8Array;
  retain?: boolean;
}
