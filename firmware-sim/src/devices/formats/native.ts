import { topics } from '#hub/contracts';
import type { Measurement, MqttPacket } from '../packet.js';

/** Our own devices: one object, or a list of them for what was kept while the line was down. */
export const nativePacket = (commune: string, device: string, kept: readonly Measurement[]): MqttPacket => {
  const records = kept.map(({ ts, values }) => ({ ts, ...values }));
  return {
    topic: topics.telemetry(commune, device),
    payload: JSON.stringify(records.length === 1 ? records[0] : records),
  };
};

export const nativeStatus = (commune: string, device: string, online: boolean): MqttPacket => ({
  topic: topics.status(commune, device),
  payload: JSON.stringify({ online }),
  retain: true,
});
