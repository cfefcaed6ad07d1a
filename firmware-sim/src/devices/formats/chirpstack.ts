import { drawAt, seedOf, wander } from '../../random.js';
import type { Values } from '../../world/sensors.js';
import type { Measurement, MqttPacket } from '../packet.js';

const APPLICATION = '17c82e96-0000-4f38-aef3-f83d48582d97';
export const CHIRPSTACK_TOPIC = 'application/+/device/+/event/+';

/** What the node is, as ChirpStack's decoder calls its values. */
export interface LoraNode {
  devEui: string;
  name: string;
  model: 'soil' | 'level';
}

/** Names and units of the vendors' decoders: conductivity in µS/cm, a level as "depth" in cm. */
const object = (model: LoraNode['model'], values: Values): Record<string, number | undefined> =>
  model === 'soil'
    ? {
        battery: values.battery,
        temperature: values.soil_temperature,
        moisture: values.soil_moisture,
        ec: values.ec === undefined ? undefined : Math.round(values.ec * 1000),
      }
    : { battery: values.battery, temperature: values.water_temperature, depth: values.field_level };

/** ChirpStack v4, event "up": one packet for each uplink, told apart by its deduplicationId. */
export function chirpstackPacket({ devEui, name, model }: LoraNode, { ts, values }: Measurement): MqttPacket {
  const seed = seedOf('lora', devEui);
  const time = new Date(ts).toISOString();
  const body = {
    deduplicationId: uuidOf(devEui, ts),
    time,
    deviceInfo: {
      tenantName: 'Xã Yên Lộc',
      applicationId: APPLICATION,
      applicationName: 'thuy-loi',
      deviceProfileName: model === 'soil' ? 'EM500-SMTC' : 'EM500-SWL',
      deviceName: name,
      devEui,
      tags: {},
    },
    devAddr: (0x01000000 + (seed & 0xffffff)).toString(16).padStart(8, '0'),
    adr: true,
    dr: 3,
    fCnt: Math.floor(ts / 60_000) & 0xffff,
    fPort: 85,
    confirmed: false,
    object: object(model, values),
    rxInfo: [
      {
        gatewayId: '24e124fffef79304',
        nsTime: time,
        rssi: Math.round(-98 + 6 * wander(seed, ts, 600_000)),
        snr: Number((6 + 2.5 * wander(seed + 1, ts, 600_000)).toFixed(1)),
        crcStatus: 'CRC_OK',
      },
    ],
    txInfo: {
      frequency: 921_400_000,
      modulation: { lora: { bandwidth: 125_000, spreadingFactor: 9, codeRate: 'CR_4_5' } },
    },
  };
  return { topic: `application/${APPLICATION}/device/${devEui}/event/up`, payload: JSON.stringify(body) };
}

/** An id that belongs to this uplink: the same when it is sent again. */
function uuidOf(devEui: string, ts: number): string {
  const seed = seedOf('uplink', devEui, ts);
  const hex = [0, 1, 2, 3]
    .map((i) =>
      Math.floor(drawAt(seed, i) * 2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
