import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import mqtt, { type MqttClient } from 'mqtt';
import { claimAccount, topics } from '#hub/contracts';
import { eventually, startHub, type TestHub } from '#hub/testkit';
import { connectPacket, publishPacket, subscribePacket } from '../../../apps/broker/src/testing/wire.js';
import { hostileText, hostileValue } from './hostile.js';

/** Another one finds other things; this one finds the same ones each time. */
const SEED = 20_261_126;
const INSIDE = /\bat .+\.[jt]s:\d+|Unhandled|FATAL|TypeError|RangeError/;

let hub: TestHub;
let commune: string;
let honest: MqttClient;
let victim: { id: string; secret: string };
let fuzzer: { id: string; secret: string };
/** What the honest device sent so far. */
let sent = 0;
let sending: NodeJS.Timeout;
const started = Date.now() - 60_000;

beforeAll(async () => {
  hub = await startHub({ env: { MQTT_RATE_PACKETS: '100000', MQTT_BURST: '100000' } });
  const add = async (id: string) => {
    const { device, secret } = await hub.addDevice(id, { profile: 'air-station' });
    commune = device.commune;
    return { id, secret };
  };
  const { id, secret } = await add('air-honest');
  victim = await add('air-victim');
  fuzzer = await add('air-fuzzer');
  honest = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: id, password: secret });
  sending = setInterval(() => {
    const n = sent++;
    honest.publish(topics.telemetry(commune, id), JSON.stringify({ ts: started + n, pm25: n % 1000 }), { qos: 1 });
  }, 50);
}, 60_000);
afterAll(async () => {
  clearInterval(sending);
  await honest?.endAsync(true);
  await hub?.stop();
});

/** Sends it all on one connection and takes in whatever is answered, until the hub closes or has said nothing for a while. */
function pour(chunks: readonly Uint8Array[]): Promise<Buffer> {
  return new Promise((resolve) => {
    const heard: Buffer[] = [];
    const socket: Socket = connect(hub.mqttPort, '127.0.0.1');
    socket.setTimeout(250, () => socket.destroy());
    socket.on('connect', () => {
      for (const chunk of chunks) socket.write(chunk);
    });
    socket.on('data', (data) => heard.push(data));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(heard)));
  });
}
const all = async (streams: readonly (readonly Uint8Array[])[], atOnce = 8) => {
  for (let i = 0; i < streams.length; i += atOnce) await Promise.all(streams.slice(i, i + atOnce).map(pour));
};
const bytes = fc.uint8Array({ maxLength: 400 });
const healthy = async () => {
  expect((await fetch(`${hub.url}/api/health`)).status).toBe(200);
  expect(honest.connected).toBe(true);
  expect(hub.output()).not.toMatch(INSIDE);
};

/** Topics of others, of nobody, and such as no broker should take. */
const hostileTopic = (own: string) =>
  fc.oneof(
    hostileText.map((t) => t.slice(0, 300)),
    fc.constantFrom(
      ...[topics.telemetry(commune, own), `${topics.telemetry(commune, own)}/`, topics.status(commune, own)],
      ...[topics.telemetry(commune, 'air-victim'), topics.telemetry('00000', own), topics.commands(commune, own)],
      ...['#', '+/+', '$SYS/#', '$share/x/#', '/', '//', 'a'.repeat(65_535), `communes/${commune}/devices/+/telemetry`],
      ...[
        'provisioning/request',
        'provisioning/reply/air-fuzzer',
        'application/1/device/2/event/up',
        'http/air-fuzzer',
      ],
    ),
  );
const hostilePayload = fc.oneof(
  hostileValue.map((value) => Buffer.from(JSON.stringify(value) ?? '')),
  bytes.map((b) => Buffer.from(b)),
  fc
    .dictionary(fc.constantFrom('ts', 'pm25', '__proto__', 'constructor', 'online', 'type', 'id'), hostileValue)
    .map((record) => Buffer.from(JSON.stringify([record]))),
);
/** The same with other flags in its first byte: quality of service, retained, repeated, and what nobody may set. */
function flagged(packet: Buffer, flags: number): Buffer {
  packet[0] = (packet[0]! & 0xf0) | flags;
  return packet;
}
const anyPacket = (own: string) =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(hostileTopic(own), hostilePayload, fc.nat(65_535), fc.nat(15))
        .map(([topic, payload, id, flags]) => flagged(publishPacket(topic, payload, { qos: 1, id }), flags)),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.array(hostileTopic(own), { maxLength: 3 }), fc.nat(65_535), fc.nat(15))
        .map(([filters, id, flags]) => flagged(subscribePacket(id, ...filters), flags)),
    },
    // any kind with any flags, and a length that may be a lie
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.nat(255), bytes, fc.nat(5))
        .map(([head, body, lie]) => Buffer.from([head, Math.min(127, body.length + lie), ...body.slice(0, 120)])),
    },
    { weight: 1, arbitrary: fc.constant(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01])) },
  );
const streamsOf = (first: Buffer[], own: string, numRuns: number) =>
  fc
    .sample(fc.array(anyPacket(own), { minLength: 1, maxLength: 12 }), { seed: SEED, numRuns })
    .map((rest) => [...first, ...rest]);

describe('whatever is sent to the broker', () => {
  it('by nobody: it goes on', async () => {
    const noise = fc.sample(fc.array(bytes, { minLength: 1, maxLength: 4 }), { seed: SEED, numRuns: 150 });
    await all(noise);
    await all(streamsOf([], 'air-fuzzer', 100));
    const connects = fc.sample(
      fc
        .tuple(hostileText, hostileText, hostileText, fc.nat(6), hostileTopic('x'), fc.boolean())
        .map(([clientId, username, password, version, topic, willing]) =>
          connectPacket(username.slice(0, 9000), password.slice(0, 9000), {
            ...{ clientId, protocol: { name: version === 3 ? 'MQIsdp' : 'MQTT', version } },
            ...(willing && { will: { topic: topic.slice(0, 9000), payload: password, qos: 1 as const, retain: true } }),
          }),
        ),
      { seed: SEED, numRuns: 150 },
    );
    await all(connects.map((one) => [one]));
    // the same with each byte of what comes first turned around
    const [whole] = [connectPacket(fuzzer.id, fuzzer.secret, { clientId: 'x' })];
    await all(
      Array.from({ length: 24 }, (_, at) => [Buffer.from(whole.map((byte, i) => (i === at ? byte ^ 0xff : byte)))]),
    );
    await healthy();
  }, 120_000);

  it('by a device that is signed in: it reaches nobody else, and the hub goes on', async () => {
    const first = [connectPacket(fuzzer.id, fuzzer.secret)];
    await all(streamsOf(first, fuzzer.id, 250));
    await healthy();
    const of = async (device: string) =>
      (await (await hub.fetch(`/api/latest?device=${device}`)).json()) as { latest: unknown[] };
    expect((await of(victim.id)).latest).toEqual([]);
  }, 120_000);

  it('by a box that has no account yet: it goes on', async () => {
    const names = fc.sample(hostileText, { seed: SEED, numRuns: 60 });
    const claims = await hub.fetch('/api/claims', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ count: 1, profile: 'air-station' }),
    });
    const [label] = ((await claims.json()) as { labels: { code: string; secret: string }[] }).labels;
    const first = (username: string) => [connectPacket(username, label!.secret, { clientId: 'box' })];
    await all(streamsOf(first(claimAccount(label!.code)), 'box', 100));
    await all(
      names.map((name) => [
        ...first(claimAccount(name)),
        publishPacket('provisioning/request', Buffer.from('{}'), { qos: 1, id: 1 }),
      ]),
    );
    await healthy();
  }, 120_000);

  it('everything that the honest device sent meanwhile is there', async () => {
    clearInterval(sending);
    const query = `device=air-honest&metric=pm25&from=${started}&to=${started + sent}`;
    const { points } = await eventually(
      'all of it',
      async () => (await (await hub.fetch(`/api/readings?${query}`)).json()) as { points: { value: number }[] },
      (answer) => answer.points.length === sent,
      20_000,
    );
    expect(points.map(({ value }) => value)).toEqual(Array.from({ length: sent }, (_, n) => n % 1000));
    expect(sent).toBeGreaterThan(50);
    // the clients that were cut left nothing open behind
    await eventually(
      'one client',
      async () => await (await hub.fetch('/metrics')).text(),
      (text) => text.includes('\ncommune_mqtt_clients 1\n'),
      20_000,
    );
  }, 60_000);
});
