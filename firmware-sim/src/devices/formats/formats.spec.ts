import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fieldMapSchema, gatewaySchema, parseNativeTopic, topicMatches } from '#hub/contracts';
import { describeWith } from '#hub/testkit';
import { COMMUNE_CODE } from '../../commune/map.js';
import { STATIONS } from '../../commune/stations.js';
import { GATEWAYS } from '../gateways.js';
import type { Measurement } from '../packet.js';
import { chirpstackPacket } from './chirpstack.js';
import { frigateAvailable, frigateEvent, frigateSnapshot, type Tracked, trackedId } from './frigate.js';
import { MODBUS_MAP, modbusPacket } from './modbus.js';
import { nativePacket, nativeStatus } from './native.js';
import { tasmotaOnline, tasmotaPacket } from './tasmota.js';
import { zigbeePacket } from './zigbee2mqtt.js';

const ts = Date.parse('2026-06-02T16:42:07.250+07:00');
const body = (packet: { payload: string | Uint8Array }) =>
  JSON.parse(packet.payload as string) as Record<string, unknown>;
const soil: Measurement = { ts, values: { soil_moisture: 24.3, soil_temperature: 27.1, ec: 0.65, battery: 91 } };
const paddy: Measurement = { ts, values: { field_level: -4.2, water_temperature: 29, battery: 88 } };
const water: Measurement = { ts, values: { ph: 7.12, ec: 0.62, do: 5.4, water_temperature: 28.6, turbidity: 22.5 } };
const tracked: Tracked = {
  id: trackedId(ts, 'mxklsc'),
  camera: 'tram_bom_co',
  label: 'person',
  startedAt: ts,
  at: ts + 500,
  score: 0.86,
  topScore: 0.88,
  zones: ['restricted'],
  box: [424, 500, 536, 712],
};

describe('native', () => {
  it('is one object, or a list for what was kept', () => {
    const one = nativePacket(COMMUNE_CODE, 'khong-khi-thon-dong', [{ ts, values: { pm25: 21.5 } }]);
    expect(parseNativeTopic(one.topic)).toEqual({
      commune: COMMUNE_CODE,
      device: 'khong-khi-thon-dong',
      leaf: 'telemetry',
    });
    expect(body(one)).toEqual({ ts, pm25: 21.5 });
    const two = nativePacket(COMMUNE_CODE, 'x', [
      { ts, values: { pm25: 1 } },
      { ts: ts + 1, values: { pm25: 2 } },
    ]);
    expect(body(two)).toEqual([
      { ts, pm25: 1 },
      { ts: ts + 1, pm25: 2 },
    ]);
  });
  it('says online and offline on the one topic that is retained', () => {
    const { topic, retain, payload } = nativeStatus(COMMUNE_CODE, 'x', false);
    expect(parseNativeTopic(topic)?.leaf).toBe('status');
    expect([retain, payload]).toEqual([true, '{"online":false}']);
  });
});

describe('ChirpStack', () => {
  it("speaks the vendors' names and units", () => {
    const node = { devEui: '24e124126b1a0011', name: 'Đầu đo', model: 'soil' } as const;
    expect(body(chirpstackPacket(node, soil))['object']).toEqual({
      battery: 91,
      temperature: 27.1,
      moisture: 24.3,
      ec: 650,
    });
    expect(body(chirpstackPacket({ ...node, model: 'level' }, paddy))['object']).toEqual({
      battery: 88,
      depth: -4.2,
      temperature: 29,
    });
  });
  it('tells uplinks apart, and knows a repeat', () => {
    const node = { devEui: '24e124126b1a0011', name: 'Đầu đo', model: 'soil' } as const;
    const id = (at: number) => body(chirpstackPacket(node, { ...soil, ts: at }))['deduplicationId'] as string;
    expect(id(ts)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(id(ts)).toBe(id(ts));
    expect(id(ts)).not.toBe(id(ts + 1));
  });
});

describe('Tasmota', () => {
  it("writes Vietnam's time without a zone", () => {
    const packet = tasmotaPacket('bom_co_1', { ts, values: { pump_on: 1 } });
    expect(packet.topic).toBe('tele/bom_co_1/STATE');
    expect(body(packet)).toMatchObject({ Time: '2026-06-02T16:42:07', POWER: 'ON' });
    expect(body(tasmotaPacket('bom_co_1', { ts, values: { pump_on: 0 } }))).toMatchObject({ POWER: 'OFF' });
    expect(tasmotaOnline('bom_co_1', false)).toEqual({ topic: 'tele/bom_co_1/LWT', payload: 'Offline', retain: true });
  });
});

describe('Modbus registers', () => {
  it('has a field map that the contracts take', () => {
    expect(fieldMapSchema.parse(MODBUS_MAP)).toEqual(MODBUS_MAP);
  });
  it('holds fixed points and floats in the order that the map says', () => {
    // 7.12 · 100 = 0x02C8; 0.62 = 3F1EB852 with its words swapped; 5.40 → 0x021C; 28.6 → 0x011E; 22.5 = 41B40000
    expect(body(modbusPacket('DTU01', [water]))).toEqual({
      deviceId: 'DTU01',
      ts: Math.round(ts / 1000),
      data: '02C8B8523F1E021C011E41B40000',
    });
  });
  it('holds FFFF where a probe is out of order, and minus as two’s complement', () => {
    const cold = { ts, values: { water_temperature: -1.5 } };
    expect(body(modbusPacket('DTU01', [cold]))['data']).toBe('FFFFFFFFFFFFFFFFFFF1FFFFFFFF');
  });
});

describe('gateways', () => {
  const registered = Object.entries(GATEWAYS).map(([id, { name, codec, topics, fieldMap }]) => ({
    ...{ id, name, codec, topics, fieldMap, commune: COMMUNE_CODE, simulated: true },
  }));
  it.each(registered.map((g) => [g.id, g] as const))('%s is one that the hub takes', (_, gateway) => {
    expect(gatewaySchema.safeParse(gateway).error).toBeUndefined();
  });
  it.each(STATIONS.filter((s) => s.gateway).map((s) => [s.id, s] as const))(
    'what speaks for %s keeps to its topics',
    (_, station) => {
      const gateway = GATEWAYS[station.gateway!];
      const packets = [gateway.online?.(station, true), gateway.online?.(station, false)].filter(
        (p) => p !== undefined,
      );
      if (gateway.codec === 'frigate')
        packets.push(frigateEvent('new', tracked, tracked), frigateSnapshot(tracked, new Uint8Array([1])));
      else {
        const lane = gateway.lane(station);
        lane.outbox.push({ ts, values: {} });
        packets.push(lane.next()!.packet);
      }
      for (const { topic } of packets)
        expect([topic, gateway.topics.some((filter) => topicMatches(filter, topic))]).toEqual([topic, true]);
    },
  );
  it('every station behind one has the address that it is known by', () => {
    for (const { gateway, address } of STATIONS)
      if (gateway && gateway !== 'bo-tap-trung-nam') expect(address).toBeDefined();
    const addresses = STATIONS.flatMap((s) => (s.address ? [`${s.gateway}/${s.address}`] : []));
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});

/** Paths in `got` that `sample` has not, or has with another type; lists by their first item, null is any type. */
function strange(got: unknown, sample: unknown, path = ''): string[] {
  if (got === null || sample === null) return [];
  if (Array.isArray(got) && Array.isArray(sample))
    return sample.length === 0 || got.length === 0 ? [] : strange(got[0], sample[0], `${path}[]`);
  if (typeof got !== typeof sample || Array.isArray(got) !== Array.isArray(sample)) return [`${path}: other type`];
  if (typeof got !== 'object') return [];
  return Object.entries(got as object).flatMap(([key, value]) =>
    Object.hasOwn(sample as object, key)
      ? strange(value, (sample as Record<string, unknown>)[key], `${path}.${key}`)
      : [`${path}.${key}: not in the sample`],
  );
}

describeWith('recorded data', 'packets of real vendors', () => {
  const sample = (name: string) =>
    JSON.parse(readFileSync(`../shared/domain/sample-payloads/${name}.json`, 'utf8')) as {
      topic: string;
      payload: never;
    };
  const shape = (topic: string) => topic.replace(/[0-9a-f-]{16,}/g, '*');

  it('ChirpStack: ours have no key that theirs have not, and the same types', () => {
    const { topic, payload } = sample('chirpstack-up');
    const ours = chirpstackPacket({ devEui: '24e124126b1a0021', name: 'Ống', model: 'level' }, paddy);
    const { object, ...rest } = body(ours);
    expect(strange(rest, payload)).toEqual([]);
    expect(object).toBeDefined();
    expect(shape(ours.topic)).toBe(shape(topic));
  });
  it('Frigate', () => {
    const { topic, payload } = sample('frigate-event');
    const ours = frigateEvent('update', tracked, { ...tracked, at: ts + 2000 });
    expect(strange(body(ours), payload)).toEqual([
      '.before.sub_label: not in the sample',
      '.after.sub_label: not in the sample',
    ]);
    expect(ours.topic).toBe(topic);
    expect(frigateAvailable(true)).toEqual({ topic: 'frigate/available', payload: 'online', retain: true });
  });
  it('Zigbee2MQTT', () => {
    const { topic, payload } = sample('zigbee2mqtt');
    const ours = zigbeePacket('nha-van-hoa-nhiet-am', {
      ts,
      values: { temperature: 29.4, humidity: 71.2, battery: 97 },
    });
    expect(strange(body(ours), payload)).toEqual(['.last_seen: not in the sample']);
    expect(ours.topic).toBe(topic);
  });
  it('a box with registers: the frame is that of a box with names', () => {
    const { topic, payload } = sample('modbus-gateway');
    const { data: _, ...frame } = body(modbusPacket('DTU01', [water]));
    expect(strange(frame, payload)).toEqual([]);
    expect(modbusPacket('DTU01', [water]).topic).toBe(topic);
  });
});
