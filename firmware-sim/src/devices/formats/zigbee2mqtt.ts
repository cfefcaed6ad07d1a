import { seedOf, wander } from '../../random.js';
import type { Measurement, MqttPacket } from '../packet.js';

export const ZIGBEE_TOPIC = 'zigbee2mqtt/#';

/** A room's thermometer as Zigbee2MQTT publishes it, with `last_seen` switched on (ISO 8601). */
export function zigbeePacket(friendlyName: string, { ts, values }: Measurement): MqttPacket {
  const body = {
    battery: values.battery,
    humidity: values.humidity,
    last_seen: new Date(ts).toISOString(),
    linkquality: Math.round(112 + 20 * wander(seedOf('zigbee', friendlyName), ts, 600_000)),
    temperature: values.temperature,
    voltage: 3000,
  };
  return { topic: `zigbee2mqtt/${friendlyName}`, payload: JSON.stringify(body) };
}

export const zigbeeOnline = (friendlyName: string, online: boolean): MqttPacket => ({
  topic: `zigbee2mqtt/${friendlyName}/availability`,
  payload: JSON.stringify({ state: online ? 'online' : 'offline' }),
  retain: true,
});
