import { VIETNAM_MS } from '../../physics/sun.js';
import { seedOf, wander } from '../../random.js';
import type { Measurement, MqttPacket } from '../packet.js';

export const TASMOTA_TOPICS = ['tele/+/STATE', 'tele/+/SENSOR', 'tele/+/LWT', 'stat/+/+'];

/** Tasmota writes local time, without a zone and in whole seconds. */
const localTime = (ts: number): string => new Date(ts + VIETNAM_MS).toISOString().slice(0, 19);

/** A switched socket's state: the relay is the pump. */
export function tasmotaPacket(topic: string, { ts, values }: Measurement): MqttPacket {
  const seed = seedOf('wifi', topic);
  const signal = Math.round(-64 + 5 * wander(seed, ts, 300_000));
  const body = {
    Time: localTime(ts),
    UptimeSec: Math.floor(ts / 1000) % 4_000_000,
    Heap: 26,
    SleepMode: 'Dynamic',
    Sleep: 50,
    LoadAvg: 19,
    MqttCount: 1,
    POWER: values.pump_on ? 'ON' : 'OFF',
    Wifi: { AP: 1, SSId: 'tram-bom', RSSI: 2 * (signal + 100), Signal: signal, LinkCount: 1 },
  };
  return { topic: `tele/${topic}/STATE`, payload: JSON.stringify(body) };
}

export const tasmotaOnline = (topic: string, online: boolean): MqttPacket => ({
  topic: `tele/${topic}/LWT`,
  payload: online ? 'Online' : 'Offline',
  retain: true,
});
