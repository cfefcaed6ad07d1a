import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { topics } from '#hub/contracts';
import { eventually } from '#hub/testkit';
import { COMMUNE, secretOf, TestBroker, type TestBrokerOptions } from '../testing/test-broker.js';
import { TestClock } from '../testing/test-clock.js';
import {
  packet,
  pingPacket,
  publishPacket,
  remainingLength,
  subscribePacket,
  unsubscribePacket,
} from '../testing/wire.js';
import { LIMITS } from './limits.js';

// real servers on a machine that has other work, too
jest.setTimeout(60_000);

const topic = topics.telemetry(COMMUNE, 'air-1');
const below = topics.below(COMMUNE, 'air-1');
const ROOMY = {
  MQTT_RATE_PACKETS: 1_000_000,
  MQTT_BURST: 1_000_000,
  MQTT_RATE_READINGS: 1_000_000,
  MQTT_RATE_BYTES: 1e9,
};
let hub: TestBroker;
const start = async (options: TestBrokerOptions = {}) => {
  hub = await TestBroker.start(options);
  hub.addDevice('air-1');
  hub.addDevice('good');
};
afterEach(async () => {
  // whatever happened, somebody else can still work
  const good = await hub.rawSignedIn('good');
  good.send(publishPacket(topics.telemetry(COMMUNE, 'good'), '{}', { qos: 1, id: 1 }));
  await good.packet('puback');
  await hub.stop();
});
const refusal = async (reason: string, account = 'air-1') =>
  (await hub.refusals(account)).find((r) => r.reason === reason);

describe('the length of a packet', () => {
  it.each([
    ['before sign-in', LIMITS.packetBeforeSignIn],
    ['after it', LIMITS.packetAfterSignIn],
  ] as const)('is capped %s as soon as it is known', async (when, most) => {
    await start();
    const client = when === 'after it' ? await hub.rawSignedIn('air-1') : await hub.raw();
    // the header alone: not a byte of the body was sent, let alone gathered
    client.send(Buffer.from([when === 'after it' ? 0x32 : 0x10]), remainingLength(most + 1));
    await client.ended();
    const account = when === 'after it' ? 'air-1' : '?';
    expect(await refusal('payload-too-large', account)).toMatchObject({ count: 1, detail: `${most + 1} byte` });
    expect(hub.broker.counters.refusals['payload-too-large']).toBe(1);
  });

  it('may be just that', async () => {
    await start();
    const stranger = await hub.raw();
    // a CONNECT of the greatest length that is let in
    const padding = LIMITS.packetBeforeSignIn - (10 + 2 + 2 + 'air-1'.length + 2 + secretOf('air-1').length);
    stranger.connect('air-1', secretOf('air-1'), { clientId: 'x'.repeat(padding) });
    expect((await stranger.packet('connack')).body[1]).toBe(0);
    const payload = Buffer.alloc(LIMITS.packetAfterSignIn - topic.length - 4, 'x');
    stranger.send(publishPacket(topic, payload, { qos: 1, id: 1 }));
    await stranger.packet('puback');
    expect(hub.packets('air-1').at(-1)!.payload.length).toBe(payload.length);
  });

  it('is not counted on: a packet of 1 MB that mqtt.js sends ends its connection, and nobody gathers it', async () => {
    await start();
    const client = await hub.mqtt('air-1');
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    client.publish(topic, Buffer.alloc(1_000_000), { qos: 1 });
    await closed;
    expect(hub.texts('air-1')).toEqual([]);
    expect(await refusal('payload-too-large')).toMatchObject({ count: 1 });
  });
});

describe('topics of one connection', () => {
  it('are as many as a device needs, and the answers to its commands beside them', async () => {
    await start({ config: ROOMY });
    const client = await hub.rawSignedIn('air-1');
    for (let i = 0; i < LIMITS.deviceTopics; i++)
      client.send(publishPacket(`${below}x${i}`, '{}', { qos: 1, id: i + 1 }));
    for (let i = 0; i < 100; i++)
      client.send(publishPacket(`${below}commands/${i}/ack`, '{}', { qos: 1, id: 200 + i }));
    await client.packet('puback', LIMITS.deviceTopics + 99);
    // known ones go on, a new one with QoS 0 is dropped, with QoS 1 it ends the connection
    client.send(publishPacket(`${below}x0`, '{}', { qos: 1, id: 1 }));
    client.send(publishPacket(`${below}y0`, 'lost', { qos: 0 }));
    client.send(publishPacket(`${below}x1`, '{}', { qos: 1, id: 2 }));
    await client.packet('puback', LIMITS.deviceTopics + 101);
    client.send(publishPacket(`${below}y1`, 'lost', { qos: 1, id: 3 }));
    await client.ended();
    expect(await refusal('too-many-topics')).toMatchObject({ count: 2, detail: `${below}y1` });
    expect(hub.texts('air-1')).not.toContain('lost');
  });

  it('2^16 of them: what is too much is counted, the sender is slowed, memory is not filled', async () => {
    await start({ config: { MQTT_RATE_PACKETS: 100_000, MQTT_BURST: 1000 } });
    const client = await hub.rawSignedIn('air-1');
    const all = Array.from({ length: 65_536 }, (_, i) => publishPacket(`${below}t${i}`, '1'));
    client.send(...all);
    const counters = hub.broker.counters;
    await eventually(
      'all of them taken or refused',
      () => counters.packets + counters.refusals['too-many-topics'],
      (n) => n === all.length,
      60_000,
    );
    expect(counters.packets).toBe(LIMITS.deviceTopics);
    expect(counters.slowed).toBeGreaterThan(0);
    expect(hub.broker.sessions.get('air-1')!.topics.size).toBe(LIMITS.deviceTopics);
    const reasons = (await hub.refusals('air-1')).map((r) => r.reason);
    expect(new Set(reasons)).toEqual(new Set(['too-many-topics', 'rate-slowed']));
  }, 90_000);

  it('are more for a gateway', async () => {
    await start({ config: ROOMY });
    hub.addGateway('zigbee', ['zigbee2mqtt/#']);
    const client = await hub.rawSignedIn('zigbee');
    for (let i = 0; i < 500; i++) client.send(publishPacket(`zigbee2mqtt/x${i}`, '{}', { qos: 1, id: i + 1 }));
    await client.packet('puback', 499);
    expect(await hub.refusals('zigbee')).toEqual([]);
  });
});

describe('boxes that share a gateway account', () => {
  const signIn = async (clientId: string, will?: { topic: string; payload: string }) => {
    const client = await hub.raw();
    client.connect('boards', secretOf('boards'), { clientId, ...(will && { will }) });
    return { client, code: (await client.packet('connack')).body[1] };
  };
  const clock = new TestClock();
  beforeEach(async () => {
    await start({ config: { MQTT_RATE_PACKETS: 10, MQTT_BURST: 100 }, clock });
    hub.addGateway('boards', ['tele/#']);
  });

  it('are so many and no more, in words that an installer understands; one that is there may come again', async () => {
    const boards = [];
    for (let i = 0; i < LIMITS.gatewayClients; i++) boards.push(await signIn(`DVES_${i}`));
    expect(new Set(boards.map(({ code }) => code))).toEqual(new Set([0]));
    expect((await signIn('one-more')).code).toBe(3);
    expect(await refusal('too-many-connections', 'boards')).toMatchObject({
      count: 1,
      detail: 'Quá 200 máy dùng chung một tài khoản',
    });
    expect(hub.broker.counters.refusals['too-many-connections']).toBe(1);
    expect((await signIn('DVES_7')).code).toBe(0);
    boards[3]!.client.destroy();
    await eventually(
      'one gone',
      () => hub.broker.counters.signedIn,
      (n) => n === LIMITS.gatewayClients,
    );
    expect((await signIn('one-more')).code).toBe(0);
  });

  it('have no more wills to be said than clients: who comes and is lost under ever new names has to wait', async () => {
    for (let i = 0; i < LIMITS.gatewayClients; i++)
      (await signIn(`DVES_${i}`, { topic: `tele/${i}/LWT`, payload: 'Offline' })).client.destroy();
    await eventually(
      'all of them lost',
      () => hub.broker.counters.signedIn,
      (n) => n === 0,
    );
    expect((await signIn('one-more')).code).toBe(3);
    expect((await signIn('DVES_7')).code).toBe(0);
    clock.at += 10_000;
    await eventually(
      'their wills said',
      () => hub.packets('boards').length,
      (n) => n === LIMITS.gatewayClients - 1,
    );
    expect((await signIn('one-more')).code).toBe(0);
  });

  it('have one rate and one set of topics', async () => {
    const [one, other] = [(await signIn('DVES_1')).client, (await signIn('DVES_2')).client];
    for (let i = 1; i <= 60; i++) one.send(publishPacket(`tele/${i}/STATE`, '{}', { qos: 1, id: i }));
    await one.packet('puback', 59);
    expect(hub.broker.counters.slowed).toBe(0);
    for (let i = 1; i <= 60; i++) other.send(publishPacket('tele/1/STATE', '{}', { qos: 1, id: i }));
    await eventually(
      'the other slowed',
      () => hub.broker.counters.slowed,
      (n) => n === 1,
    );
    const { topics: used } = hub.broker.sessions.get('boards/DVES_1')!;
    expect(used.size).toBe(60);
    expect(hub.broker.sessions.get('boards/DVES_2')!.topics).toBe(used);
    hub.addGateway('boards', ['tele/#', 'stat/#']);
    const sets = [...hub.broker.sessions.of('boards')].map((session) => session.topics);
    expect(new Set(sets).size).toBe(1);
    expect(sets[0]!.size).toBe(0);
  });
});

describe('filters of one connection', () => {
  it('are as many as a client needs', async () => {
    await start({ config: ROOMY });
    const client = await hub.rawSignedIn('air-1');
    const filters = Array.from({ length: LIMITS.subscriptions + 3 }, (_, i) => `${below}x${i}`);
    client.send(subscribePacket(1, ...filters));
    const granted = [...(await client.packet('suback')).body.subarray(2)];
    expect(granted).toEqual(filters.map((_, i) => (i < LIMITS.subscriptions ? 1 : 0x80)));
    expect(await refusal('too-many-topics')).toMatchObject({ count: 3 });
    // the same again is nothing new, and one that is given up makes room
    client.send(subscribePacket(2, filters[0]!));
    expect((await client.packet('suback', 1)).body[2]).toBe(1);
    client.send(unsubscribePacket(3, filters[0]!));
    await client.packet('unsuback');
    client.send(subscribePacket(4, filters.at(-1)!));
    expect((await client.packet('suback', 2)).body[2]).toBe(1);
  });
});

describe('the rate of an account', () => {
  const slow = { MQTT_RATE_PACKETS: 10, MQTT_BURST: 20, MQTT_RATE_BYTES: 1000, MQTT_RATE_READINGS: 50 };

  it.each([
    ['packets', 21, () => '{}'],
    ['bytes', 3, () => 'x'.repeat(1000)],
    ['readings', 3, () => `[${'{},'.repeat(49)}{}]`],
  ])('slows who sends too many %s, and does not cut', async (_what, count, payload) => {
    const clock = new TestClock();
    await start({ config: slow, clock });
    const client = await hub.rawSignedIn('air-1');
    // one by one, so that one read is one packet
    for (let i = 1; i <= count; i++) {
      expect(hub.broker.counters.slowed).toBe(0);
      client.send(publishPacket(topic, payload(), { qos: 1, id: i }));
      await client.packet('puback', i - 1);
    }
    expect(hub.broker.counters.slowed).toBe(1);
    expect(await refusal('rate-slowed')).toMatchObject({ count: 1 });
    client.send(publishPacket(topic, 'later', { qos: 1, id: 100 }));
    await delay(200);
    expect(hub.texts('air-1')).not.toContain('later');
    clock.at += 60_000;
    await client.packet('puback', count);
    expect(hub.texts('air-1')).toContain('later');
    expect(client.closed).toBe(false);
  });

  it('slows a client that sends all at once, in real time, and loses nothing of it', async () => {
    await start({ config: { MQTT_RATE_PACKETS: 2000, MQTT_BURST: 200, MQTT_RATE_BYTES: 1e9 } });
    const client = await hub.mqtt('air-1');
    const payloads = Array.from({ length: 3000 }, (_, i) => `${i}`.padEnd(200, ' '));
    const started = performance.now();
    await Promise.all(payloads.map((p) => client.publishAsync(topic, p, { qos: 1 })));
    expect(hub.texts('air-1')).toEqual(payloads);
    // all but the burst and the last socket read (64 KB) had to be paid for
    expect(performance.now() - started).toBeGreaterThan(1000);
    expect(hub.broker.counters.slowed).toBeGreaterThan(0);
    expect(client.connected).toBe(true);
  });

  it('is not renewed by connecting anew', async () => {
    const clock = new TestClock();
    await start({ config: slow, clock });
    const first = await hub.rawSignedIn('air-1');
    for (let i = 1; i <= 20; i++) first.send(publishPacket(topic, '{}', { qos: 1, id: i }));
    await first.packet('puback', 19);
    first.destroy();
    await eventually(
      'it gone',
      () => hub.broker.counters.signedIn,
      (n) => n === 0,
    );
    const second = await hub.rawSignedIn('air-1');
    second.send(publishPacket(topic, '{}', { qos: 1, id: 1 }));
    await second.packet('puback');
    expect(hub.broker.sessions.get('air-1')!.slowed).toBe(true);
  });

  it.each([
    ['pings', pingPacket],
    ['subscriptions', subscribePacket(1, `${below}commands`)],
    ['subscriptions that are refused', subscribePacket(1, '#')],
    ['unsubscriptions', unsubscribePacket(1, `${below}commands`)],
    ['packets for a topic of others', publishPacket('somewhere/else', '{}')],
  ])('counts %s as well: no flood is free', async (_what, bytes) => {
    const clock = new TestClock();
    await start({ config: slow, clock });
    const client = await hub.rawSignedIn('air-1');
    client.send(subscribePacket(9, `${below}commands`));
    await client.packet('suback');
    for (let i = 0; i < 30; i++) client.send(bytes);
    await eventually(
      'it slowed',
      () => hub.broker.counters.slowed,
      (n) => n === 1,
    );
    expect(client.closed).toBe(false);
  });

  it('does not let a slowed client’s keepalive run out', async () => {
    const clock = new TestClock();
    await start({ config: slow, clock });
    const client = await hub.raw();
    client.connect('air-1', secretOf('air-1'), { keepalive: 1 });
    await client.packet('connack');
    for (let i = 1; i <= 30; i++) client.send(publishPacket(topic, '{}', { qos: 1, id: i }));
    await eventually(
      'it slowed',
      () => hub.broker.counters.slowed,
      (n) => n === 1,
    );
    // aedes would end it 1.5 s after the last packet that it heard
    await delay(2500);
    expect(client.closed).toBe(false);
    clock.at += 60_000;
    await client.packet('puback', 29);
  });
});

describe('packets that wait for the disk', () => {
  it('are not without number: who sends thousands in one breath is cut, what was acknowledged is kept', async () => {
    await start({ config: ROOMY });
    hub.addDevice('a');
    const client = await hub.rawSignedIn('a');
    const tiny = Array.from({ length: 6000 }, () => publishPacket(`${topics.below(COMMUNE, 'a')}a`, ''));
    client.send(...tiny);
    await client.ended();
    expect(await refusal('backlog-overflow', 'a')).toMatchObject({ count: 1 });
    await eventually(
      'the rest of them on disk',
      () => hub.broker.counters.pending,
      (n) => n === 0,
    );
    expect(hub.texts('a').length).toBeGreaterThanOrEqual(LIMITS.pendingAppends);
    expect(hub.texts('a').length).toBeLessThan(tiny.length);
  });
});

describe('packets that no broker expects', () => {
  it.each([
    [
      'a second CONNECT',
      packet(0x10, Buffer.from([0, 4]), Buffer.from('MQTT'), Buffer.from([4, 2, 0, 60, 0, 1, 0x78])),
    ],
    ['a topic with a wildcard', publishPacket(`${below}+`, '{}')],
    ['no topic', publishPacket('', '{}')],
    ['a reserved packet type', packet(0xf0)],
    ['a topic of a thousand levels', publishPacket(`${below}${'/'.repeat(1000)}`, '{}')],
    ['a length of five bytes', Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01])],
  ])('%s ends the connection and is noted once', async (_what, bytes) => {
    await start();
    const client = await hub.rawSignedIn('air-1');
    client.send(bytes, bytes);
    await client.ended();
    expect(await refusal('packet-malformed')).toMatchObject({ account: 'air-1', count: 1 });
  });
});
