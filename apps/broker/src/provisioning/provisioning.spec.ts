import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import mqtt, { type MqttClient } from 'mqtt';
import { batchAccount, claimAccount, type Label, type ProvisioningReply, topics } from '#hub/contracts';
import { openRegistry, type Registry } from '#hub/registry';
import { systemClock } from '#hub/service-kit';
import { describeWith, eventually } from '#hub/testkit';
import { TestBroker, type TestBrokerOptions } from '../testing/test-broker.js';
import { publishPacket } from '../testing/wire.js';

jest.setTimeout(60_000);

let dir: string;
let registry: Registry;
let hub: TestBroker;
const lines: MqttClient[] = [];

const start = async (options: TestBrokerOptions = {}) => {
  hub = await TestBroker.start({ registry, ...options });
};
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'provisioning-'));
  registry = openRegistry({ path: join(dir, 'registry.sqlite'), clock: systemClock });
  await registry.start();
});
afterEach(async () => {
  await Promise.all(lines.splice(0).map((line) => line.endAsync(true)));
  await hub.stop();
  await registry.stop();
  rmSync(dir, { recursive: true, force: true });
});

const printed = async (count = 1): Promise<Label[]> =>
  (await registry.labels.print({ count, profile: 'canal-level' })).labels;
const install = ({ code, secret }: Label) =>
  registry.installations.install({
    ...{ key: randomUUID(), code, claimSecret: secret, name: `Kênh ${code}`, takenAt: Date.now() },
  });

/** A box on its line for provisioning, and what it was told. */
interface Box {
  line: MqttClient;
  told: ProvisioningReply[];
  ask(words?: object): Promise<void>;
}
async function boxOf(username: string, password: string, box: string, proof?: string): Promise<Box> {
  const line = await hub.mqtt(username, { password, clientId: box });
  lines.push(line);
  const told: ProvisioningReply[] = [];
  line.on('message', (_topic, payload) => told.push(JSON.parse(payload.toString()) as ProvisioningReply));
  await line.subscribeAsync(topics.provisioningReply(box), { qos: 1 });
  const ask = async (words: object = {}) => {
    const request = { ...words, ...(proof && { proof }) };
    await line.publishAsync(topics.provisioningRequest, JSON.stringify(request), { qos: 1 });
  };
  return { line, told, ask };
}
const withLabel = ({ code, secret }: Label) => boxOf(claimAccount(code), secret, code);

async function account({ told }: Box): Promise<Extract<ProvisioningReply, { state: 'account' }>> {
  const reply = await eventually(
    'its account',
    () => told.findLast((r) => r.state === 'account'),
    (found) => found !== undefined,
  );
  return reply as Extract<ProvisioningReply, { state: 'account' }>;
}
const becomes = <T>(what: string, value: T, read: () => T | Promise<T>) =>
  eventually(what, read, (now) => now === value);
const nobody = () => becomes('open lines', 0, () => hub.broker.counters.connections);
const state = async ({ code }: Label) => (await registry.labels.get(code)).state;
const refused = async (username: string) => (await hub.refusals(username)).map(({ reason, count }) => [reason, count]);
const enter = (username: string, password: string, options = {}) =>
  hub.mqtt(username, { password, ...options }).then(
    () => 'in',
    (error: { code?: number }) => error.code,
  );

describe('a box with a label', () => {
  beforeEach(() => start());

  it('waits, is told its account when it is claimed, and speaks with it', async () => {
    const [label] = await printed();
    const box = await withLabel(label!);
    await box.ask({ model: 'CN-1', firmware: '1.2' });
    await eventually(
      'that it waits',
      () => box.told.length,
      (n) => n === 1,
    );
    expect(box.told).toEqual([{ state: 'waiting', for: 'claim', askAgainMs: 60_000 }]);

    const { device } = await install(label!);
    await registry.loadDirectory(hub.directory);
    const { id, secret, commune, topics: its, profile } = await account(box);
    expect([id, profile]).toEqual([device.id, 'canal-level']);
    expect(its.telemetry).toBe(topics.telemetry(commune, id));
    expect(await state(label!)).toBe('handed-out');

    const self = await hub.mqtt(id, { password: secret });
    await self.publishAsync(its.telemetry, '{"water_level":1.5}', { qos: 1 });
    expect(hub.texts(id)).toEqual(['{"water_level":1.5}']);
    await eventually(
      'that the label is spent',
      () => state(label!),
      (is) => is === 'in-use',
    );
    expect(await enter(claimAccount(label!.code), label!.secret)).toBe(5);
    expect(await refused(claimAccount(label!.code))).toEqual([['claim-used', 1]]);
    // of all this nothing is telemetry
    expect(hub.packets().every(({ account: sender }) => sender === id)).toBe(true);
  });

  it('that lost the answer asks again; both answers open, and the first that is used ends the other', async () => {
    const [label] = await printed();
    await install(label!);
    const box = await withLabel(label!);
    await box.ask();
    await box.ask();
    await eventually(
      'two answers',
      () => box.told.length,
      (n) => n === 2,
    );
    const [one, two] = box.told as Extract<ProvisioningReply, { state: 'account' }>[];
    expect(one!.id).toBe(two!.id);
    expect(one!.secret).not.toBe(two!.secret);
    expect(await enter(two!.id, two!.secret)).toBe('in');
    await becomes('the other answer', 4, () => enter(one!.id, one!.secret));
    expect(await registry.devices.list()).toHaveLength(1);
  });

  it('that waits is told once, and keeps what it was told, however often the registry changes meanwhile', async () => {
    const [mine, other] = await printed(2);
    const box = await withLabel(mine!);
    await Promise.all([box.ask(), (await withLabel(other!)).ask()]);
    // as in a hub that has a thousand of them to answer
    const { provisioning } = registry;
    const asked: string[] = [];
    const handOut = provisioning.handOut.bind(provisioning);
    provisioning.handOut = async (list) => {
      asked.push(...list.map((asking) => (asking.by === 'claim' ? asking.code : asking.box)));
      const handed = await handOut(list);
      await delay(600);
      return handed;
    };
    await install(mine!);
    for (let i = 0; i < 8; i++) {
      await registry.devices.add({ id: `neighbour-${i}`, profile: 'canal-level' });
      await registry.loadDirectory(hub.directory);
      await delay(150);
    }
    const { id, secret } = await account(box);
    box.line.end(true);
    await delay(1000);
    // for who waits on nothing is asked
    expect(asked).toEqual([mine!.code]);
    expect(await enter(id, secret)).toBe('in');
  });

  it('that was gone before it was told is asked for no more: its answers of before stay good', async () => {
    const [label] = await printed();
    await install(label!);
    const box = await withLabel(label!);
    await box.ask();
    const { id, secret } = await account(box);
    box.line.end(true);
    await nobody();
    const { provisioning } = registry;
    const handOut = provisioning.handOut.bind(provisioning);
    const handedOut: number[] = [];
    let goOn = () => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    provisioning.handOut = async (list) => {
      handedOut.push(list.length);
      await held;
      return handOut(list);
    };
    // the line breaks again and again after it has asked
    for (let i = 0; i < 6; i++) {
      const again = await withLabel(label!);
      again.line.publish(topics.provisioningRequest, '{}', { qos: 1 });
      await (i === 0 ? becomes('rounds', 1, () => handedOut.length) : delay(10));
      again.line.end(true);
    }
    await nobody();
    goOn();
    await becomes('rounds', 2, () => handedOut.length);
    // the first was there when it asked; of the others nobody is
    expect(handedOut).toEqual([1, 0]);
    expect(await enter(id, secret)).toBe('in');
  });

  it('may do nothing else', async () => {
    const [label, other] = await printed(2);
    const box = await withLabel(label!);
    const filters = ['#', 'provisioning/#', topics.provisioningReply(other!.code), topics.provisioningRequest];
    for (const filter of filters)
      await expect(box.line.subscribeAsync(filter)).rejects.toThrow(/Unspecified error|Subscribe/i);
    expect(await refused(claimAccount(label!.code))).toContainEqual(['subscribe-denied', filters.length]);
    const closed = new Promise<void>((resolve) => box.line.once('close', () => resolve()));
    box.line.publish(topics.telemetry('26734', 'air-1'), '{}', { qos: 1 });
    await closed;
    expect(await refused(claimAccount(label!.code))).toContainEqual(['topic-denied', 1]);
    expect(hub.packets()).toEqual([]);
  });

  it('that speaks nonsense is told so, and one that says too much is cut', async () => {
    const [label] = await printed();
    const box = await withLabel(label!);
    await box.line.publishAsync(topics.provisioningRequest, 'not json', { qos: 1 });
    await box.line.publishAsync(topics.provisioningRequest, '{"model":7}', { qos: 1 });
    await eventually(
      'two refusals',
      () => box.told.length,
      (n) => n === 2,
    );
    expect(box.told[0]).toMatchObject({ state: 'refused', reason: 'claim-malformed', words: /sai mẫu/ });
    const closed = new Promise<void>((resolve) => box.line.once('close', () => resolve()));
    box.line.publish(topics.provisioningRequest, Buffer.alloc(5000, 32), { qos: 1 });
    await closed;
    expect(await refused(claimAccount(label!.code))).toContainEqual(['payload-too-large', 1]);
  });

  it('keeps what it says to itself, retained or not', async () => {
    const [label] = await printed();
    await install(label!);
    const raw = await hub.raw();
    raw.connect(claimAccount(label!.code), label!.secret, { will: { topic: 'a/b', payload: 'x' } });
    await raw.packet('connack');
    raw.send(publishPacket(topics.provisioningRequest, '{}', { qos: 1, retain: true }));
    await raw.packet('puback');
    const answer = await raw.packet('publish');
    expect(answer.body.toString()).toContain(topics.provisioningReply(label!.code));
    hub.addGateway('nosy', ['provisioning/#']);
    const nosy = await hub.mqtt('nosy');
    const heard: string[] = [];
    nosy.on('message', (topic) => heard.push(topic));
    await nosy.subscribeAsync('provisioning/#');
    raw.send(publishPacket(topics.provisioningRequest, '{}', { qos: 1, id: 2 }));
    await raw.packet('publish', 1);
    expect(heard).toEqual([]);
  });

  it('has one line: who comes again takes the place of the one before', async () => {
    const [label] = await printed();
    const first = await withLabel(label!);
    const closed = new Promise<void>((resolve) => first.line.once('close', () => resolve()));
    const second = await withLabel(label!);
    await closed;
    await second.ask();
    await eventually(
      'its answer',
      () => second.told.length,
      (n) => n === 1,
    );
  });
});

describe('who tries', () => {
  beforeEach(() => start());

  it('is refused in words, held back by code and by address, and keeps no box out', async () => {
    const [label, other] = await printed(2);
    const tries = (code: string, n: number) =>
      Promise.all(Array.from({ length: n }, () => enter(claimAccount(code), randomBytes(32).toString('base64url'))));
    const codes = await tries(label!.code, 14);
    expect(codes.filter((c) => c === 4).length).toBeGreaterThanOrEqual(10);
    await tries(label!.code, 3);
    expect((await refused(claimAccount(label!.code))).map(([reason]) => reason).sort()).toEqual([
      ...['claim-too-often', 'claim-unknown'],
    ]);
    expect(hub.broker.counters.refusals['claim-unknown']).toBeGreaterThanOrEqual(10);
    // from another address it goes on, with this label and with others
    for (const { code, secret } of [label!, other!]) {
      const elsewhere = await hub.raw(undefined, '127.0.0.9');
      elsewhere.connect(claimAccount(code), secret);
      expect((await elsewhere.packet('connack')).body[1]).toBe(0);
    }
  });

  it('with a code that no label has, or a batch that is not there, learns nothing', async () => {
    expect(await enter(claimAccount('47190366'), 'A'.repeat(43))).toBe(4);
    expect(await enter(batchAccount('lo-9'), 'A'.repeat(43), { clientId: 'sn-1' })).toBe(4);
    // no account of whatever kind is called so
    expect(await enter('claim.47190365', 'A'.repeat(43))).toBe(4);
    expect(hub.broker.counters.refusals).toMatchObject({ 'claim-unknown': 2, 'unknown-account': 1 });
  });
});

describe('a box of a batch', () => {
  beforeEach(() => start());
  const proof = () => randomBytes(24).toString('base64url');

  it('waits for approval and is told then, it alone', async () => {
    const { key } = await registry.batches.add({ id: 'lo-7', profile: 'canal-level' });
    const mine = await boxOf(batchAccount('lo-7'), key, 'sn-1', proof());
    const other = await boxOf(batchAccount('lo-7'), key, 'sn-2', proof());
    await mine.ask({ model: 'CN-2' });
    await other.ask();
    await eventually(
      'that both wait',
      () => mine.told.length + other.told.length,
      (n) => n === 2,
    );
    const { boxes } = await registry.boxes.waiting();
    expect(boxes.map(({ box, model, address }) => [box, model, address])).toEqual([
      ['sn-1', 'CN-2', '127.0.0.1'],
      ['sn-2', undefined, '127.0.0.1'],
    ]);
    await registry.boxes.approve([{ box: boxes[0]!.id }]);
    await registry.loadDirectory(hub.directory);
    expect((await account(mine)).id).toBe('sn-1');
    await registry.boxes.reject([boxes[1]!.id]);
    await other.ask();
    await eventually(
      'that it is turned away',
      () => other.told.at(-1)?.state,
      (is) => is === 'refused',
    );
    expect(other.told.at(-1)).toMatchObject({ reason: 'approval-rejected' });
    expect(other.told.some(({ state: is }) => is === 'account')).toBe(false);
  });

  it('must say its proof and have a name', async () => {
    const { key } = await registry.batches.add({ id: 'lo-7' });
    const box = await boxOf(batchAccount('lo-7'), key, 'sn-1');
    await box.ask();
    await eventually(
      'a refusal',
      () => box.told[0]?.state,
      (is) => is === 'refused',
    );
    expect(await enter(batchAccount('lo-7'), key, { clientId: 'sn 1/+' })).toBe(4);
    expect(await registry.boxes.waiting()).toEqual({ boxes: [], total: 0 });
  });
});

describeWith('a network address', 'over a line that others can read', () => {
  const lan = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal)?.address;
  const comes = ({ code, secret }: Label) =>
    mqtt
      .connectAsync(
        `mqtt://${lan}:${hub.broker.ports.mqtt}`,
        { username: claimAccount(code), password: secret, reconnectPeriod: 0 },
        false,
      )
      .then(
        (line) => line.endAsync(true).then(() => 'in'),
        (error: { code?: number }) => error.code,
      );

  it('nobody is provisioned', async () => {
    await start({ config: { MQTT_HOST: '0.0.0.0' } });
    const [label] = await printed();
    expect(await comes(label!)).toBe(5);
    expect(await refused(claimAccount(label!.code))).toEqual([['plain-provisioning', 1]]);
  });
  it('unless it was allowed', async () => {
    await start({ config: { MQTT_HOST: '0.0.0.0', MQTT_PLAIN_PROVISIONING: true } });
    const [label] = await printed();
    expect(await comes(label!)).toBe('in');
  });
});

describe('a device that changes its secret', () => {
  beforeEach(() => start());

  it('is told the new one on its own topic, says that it has it, and uses it; then the old one is void', async () => {
    const { device, secret } = await registry.devices.add({ id: 'c-1', profile: 'canal-level' });
    await registry.loadDirectory(hub.directory);
    const client = await hub.mqtt('c-1', { password: secret! });
    const told: { type: string; id: string; secret: string }[] = [];
    client.on('message', (_topic, payload) => told.push(JSON.parse(payload.toString()) as (typeof told)[number]));
    await client.subscribeAsync(topics.config(device.commune, 'c-1'), { qos: 1 });
    await client.publishAsync(topics.configRequest(device.commune, 'c-1'), '{"want":"secret"}', { qos: 1 });
    await eventually(
      'its new secret',
      () => told.length,
      (n) => n === 1,
    );
    const fresh = told[0]!;
    expect(fresh.type).toBe('secret');
    // nothing is lost meanwhile: both open
    await client.publishAsync(topics.telemetry(device.commune, 'c-1'), '{"water_level":1}', { qos: 1 });
    const ack = JSON.stringify({ id: fresh.id, ok: true });
    await client.publishAsync(topics.configAck(device.commune, 'c-1'), ack, { qos: 1 });
    expect((await registry.rotations.of('c-1'))?.ackedAt).toBeDefined();
    expect(client.connected).toBe(true);

    const renewed = await hub.mqtt('c-1', { password: fresh.secret });
    await renewed.publishAsync(topics.telemetry(device.commune, 'c-1'), '{"water_level":2}', { qos: 1 });
    await eventually(
      'that the old one is void',
      () => enter('c-1', secret!),
      (is) => is === 4,
    );
    expect(renewed.connected).toBe(true);
    expect(await registry.rotations.of('c-1')).toBeUndefined();
    expect(hub.texts('c-1')).toEqual(['{"water_level":1}', '{"water_level":2}']);
  });

  it('is told when it listens, however long before the desk asked for it', async () => {
    const { device, secret } = await registry.devices.add({ id: 'c-1', profile: 'canal-level' });
    await registry.rotations.want('c-1');
    await registry.loadDirectory(hub.directory);
    const client = await hub.mqtt('c-1', { password: secret! });
    const told: string[] = [];
    client.on('message', (topic) => told.push(topic));
    await client.subscribeAsync(topics.telemetry(device.commune, 'c-1'));
    expect(told).toEqual([]);
    await client.subscribeAsync(topics.config(device.commune, 'c-1'));
    await eventually(
      'its new secret',
      () => told,
      ({ length }) => length === 1,
    );
    expect(told).toEqual([topics.config(device.commune, 'c-1')]);
  });
});

it('a device that is revoked is cut off at once', async () => {
  await start();
  const { secret } = await registry.devices.add({ id: 'c-1', profile: 'canal-level' });
  await registry.loadDirectory(hub.directory);
  const client = await hub.mqtt('c-1', { password: secret! });
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
  await registry.devices.retire('c-1');
  await registry.loadDirectory(hub.directory);
  await closed;
  expect(await refused('c-1')).toContainEqual(['revoked', 1]);
});
