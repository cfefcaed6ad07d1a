import { type Codec, type FieldMap, topics } from '#hub/contracts';
import { COMMUNE_CODE } from '../commune/map.js';
import type { GatewayId, Station } from '../commune/stations.js';
import { CHIRPSTACK_TOPIC, chirpstackPacket } from './formats/chirpstack.js';
import { FRIGATE_TOPIC, frigateAvailable } from './formats/frigate.js';
import { MODBUS_MAP, MODBUS_TOPIC, modbusPacket } from './formats/modbus.js';
import { nativePacket, nativeStatus } from './formats/native.js';
import { TASMOTA_TOPICS, tasmotaOnline, tasmotaPacket } from './formats/tasmota.js';
import { ZIGBEE_TOPIC, zigbeeOnline, zigbeePacket } from './formats/zigbee2mqtt.js';
import { Lane } from './lane.js';
import type { Measurement, MqttPacket } from './packet.js';

/** How one kind of sender writes what its devices measured. */
export interface Dialect {
  lane(station: Station): Lane<Measurement>;
  /** Said when the line comes up, and by the hub when it is lost. */
  online?(station: Station, online: boolean): MqttPacket;
}

/** A box, a network server or a bridge that speaks for several devices. */
export interface GatewayKind extends Dialect {
  name: string;
  codec: Codec;
  topics: readonly string[];
  fieldMap?: FieldMap;
}

const list = { batch: 200, underway: 2 };
/** Vendors' bridges know no lists: one packet for each measurement, so more of them under way. */
const single = { batch: 1, underway: 24 };

export const NATIVE: Dialect = {
  lane: ({ id }) => new Lane((kept) => nativePacket(COMMUNE_CODE, id, kept), list),
  online: ({ id }, online) => nativeStatus(COMMUNE_CODE, id, online),
};

export const GATEWAYS: Record<GatewayId, GatewayKind> = {
  'bo-tap-trung-nam': {
    name: 'Bộ tập trung 4G cánh đồng Nam',
    codec: 'native',
    topics: [topics.telemetry(COMMUNE_CODE, '+'), topics.status(COMMUNE_CODE, '+')],
    ...NATIVE,
  },
  'chirpstack-xa': {
    name: 'Máy chủ LoRaWAN của xã (ChirpStack)',
    codec: 'chirpstack',
    topics: [CHIRPSTACK_TOPIC],
    lane: ({ address, name, profile }) => {
      const node = { devEui: address!, name, model: profile === 'soil-probe' ? 'soil' : 'level' } as const;
      return new Lane(([only]) => chirpstackPacket(node, only!), single);
    },
  },
  'tasmota-tram-bom': {
    name: 'Ổ cắm Tasmota trạm bơm Cổ',
    codec: 'tasmota',
    topics: TASMOTA_TOPICS,
    lane: ({ address }) => new Lane(([only]) => tasmotaPacket(address!, only!), single),
    online: ({ address }, online) => tasmotaOnline(address!, online),
  },
  'z2m-nha-van-hoa': {
    name: 'Zigbee2MQTT nhà văn hóa Trung',
    codec: 'zigbee2mqtt',
    topics: [ZIGBEE_TOPIC],
    lane: ({ address }) => new Lane(([only]) => zigbeePacket(address!, only!), single),
    online: ({ address }, online) => zigbeeOnline(address!, online),
  },
  'dtu-kenh-tieu': {
    name: 'Hộp 4G RS-485 kênh Tiêu',
    codec: 'generic',
    topics: [MODBUS_TOPIC],
    fieldMap: MODBUS_MAP,
    lane: ({ address }) => new Lane((kept) => modbusPacket(address!, kept), list),
  },
  'frigate-xa': {
    name: 'Máy nhận dạng hình ảnh của xã (Frigate)',
    codec: 'frigate',
    topics: [FRIGATE_TOPIC],
    lane: () => {
      throw new Error('cameras measure nothing');
    },
    online: (_, online) => frigateAvailable(online),
  },
};
