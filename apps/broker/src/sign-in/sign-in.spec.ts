import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Refusal, topics } from '#hub/contracts';
import { eventually } from '#hub/testkit';
import { COMMUNE, hashOf, secretOf, TestBroker, type TestBrokerOptions } from '../testing/test-broker.js';
import { TestClock } from '../testing/test-clock.js';
import type { RawClient } from '../testing/raw-client.js';
import type { ConnectOptions } from '../testing/wire.js';
import { publishPacket, pubrelPacket } from '../testing/wire.js';

// real servers on a machine that has other work, too
jest.setTimeout(60_000);

/** MQTT 3.1.1 §3.2.2.3. */
const ACCEPTED = 0;
const UNAVAILABLE = 3;
const BAD_CREDENTIALS = 4;
const NOT_AUTHORIZED = 5;

const topic = topics.telemetry(COMMUNE, 'air-1');
let hub: TestBroker;
const start = async (options: TestBrokerOptions = {}) => {
  hub = await TestBroker.start(options);
  hub.addDevice('air-1');
};
afterEach(() => hub.stop());

/** Return code of the CONNACK. */
async function attempt(username?: string, secret?: string, options?: ConnectOptions): Promise<number> {
  const client = await hub.raw();
  client.connect(username, secret, options);
  const code = (await client.packet('connack')).body[1]!;
  // aedes closes in its own time
  if (code !== ACCEPTED) await client.ended();
  return code;
}
const reasons = async () => (await hub.refusals()).map(({ account, reason, count }) => [account, reason, count]);

describe('who may come in', () => {
  beforeEach(() => start());

  it('a device with its secret', async () => {
    expect(await attempt('air-1', secretOf('air-1'))).toBe(ACCEPTED);
    expect(await reasons()).toEqual([]);
    expect(hub.broker.counters.signedIn).toBe(1);
  });

  it('nobody else; each is counted and named, and no secret is repeated', async () => {
    const codes = await Promise.all([
      attempt('air-1', 'guess-1'),
      attempt('air-1', 'guess-2'),
      attempt('air-1', ''),
      attempt('air-1'),
      attempt('air-9', secretOf('air-9')),
      attempt(),
      attempt('', ''),
    ]);
    expect(codes).toEqual(codes.map(() => BAD_CREDENTIALS));
    const refusals = await hub.refusals();
    const told = refusals.map(({ account, reason, count }) => [account, reason, count]);
    expect(told).toHaveLength(3);
    expect(told).toEqual(
      expect.arrayContaining([
        ['air-1', 'wrong-secret', 4],
        ['air-9', 'unknown-account', 1],
        ['?', 'unknown-account', 2],
      ] satisfies [string, Refusal['reason'], number][]),
    );
    expect(JSON.stringify(refusals)).not.toMatch(/guess|secret-of/);
    expect(hub.broker.counters.refusals).toMatchObject({ 'wrong-secret': 4, 'unknown-account': 3 });
    expect(hub.broker.counters.signedIn).toBe(0);
  });

  it('both secrets while one replaces the other, none when it is revoked', async () => {
    hub.addDevice('air-1', [hashOf('old'), hashOf('new')]);
    expect(await attempt('air-1', 'old')).toBe(ACCEPTED);
    expect(await attempt('air-1', 'new')).toBe(ACCEPTED);
    hub.addDevice('air-1', []);
    expect(await attempt('air-1', 'new')).toBe(NOT_AUTHORIZED);
    expect(await attempt('air-1', '')).toBe(NOT_AUTHORIZED);
    expect(await reasons()).toContainEqual(['air-1', 'revoked', expect.any(Number)]);
  });

  it('is not asked for a secret by a hash of nothing', async () => {
    hub.addDevice('air-1', [hashOf('')]);
    expect(await attempt('air-1')).toBe(BAD_CREDENTIALS);
  });

  it('a name that is no id is refused as somebody, not written down', async () => {
    const codes = await Promise.all([
      attempt('x'.repeat(300), 'x'),
      attempt('x'.repeat(300), 'x', { protocol: { name: 'MQIsdp', version: 3 } }),
      attempt('<script>', 'x'),
    ]);
    expect(codes).toEqual(codes.map(() => BAD_CREDENTIALS));
    expect(await reasons()).toEqual([['?', 'unknown-account', 3]]);
  });
});

describe('the registry is read again', () => {
  it('when somebody unknown comes: the command line may just have added it', async () => {
    await start({
      refresh: () => {
        hub.addDevice('new-1');
        return Promise.resolve();
      },
    });
    expect(await attempt('new-1', secretOf('new-1'))).toBe(ACCEPTED);
    expect(await reasons()).toEqual([]);
  });

  it('and one that is away changes nothing', async () => {
    await start({ refresh: () => Promise.reject(new Error('the database is away')) });
    expect(await attempt('new-1', 'x')).toBe(BAD_CREDENTIALS);
    expect(await attempt('air-1', secretOf('air-1'))).toBe(ACCEPTED);
  });

  it('and what left meanwhile is not answered', async () => {
    let answer: () => void = () => undefined;
    await start({ refresh: () => new Promise((resolve) => (answer = resolve)) });
    const client = await hub.raw();
    client.connect('new-1', secretOf('new-1'));
    await eventually(
      'the registry being read',
      () => answer.name,
      (name) => name !== 'answer',
    );
    client.destroy();
    await eventually(
      'the connection over',
      () => hub.broker.counters.connections,
      (n) => n === 0,
    );
    hub.addDevice('new-1');
    answer();
    await eventually(
      'somebody else let in',
      () => attempt('new-1', secretOf('new-1')),
      (code) => code === ACCEPTED,
    );
    expect(hub.broker.counters.signedIn).toBe(1);
  });
});

describe('a change of the registry', () => {
  beforeEach(() => start());

  it.each([
    ['a revoked device', () => hub.addDevice('air-1', [])],
    ['a removed one', () => hub.remove('air-1')],
    ['one whose secret was replaced', () => hub.addDevice('air-1', [hashOf('new')])],
  ])('cuts %s at once', async (_what, change) => {
    const client = await hub.rawSignedIn('air-1');
    change();
    await client.ended();
    expect(await reasons()).toContainEqual(['air-1', 'revoked', 1]);
    expect(hub.broker.counters.signedIn).toBe(0);
  });

  it('leaves everybody else alone', async () => {
    hub.addDevice('air-2', [hashOf(secretOf('air-2')), hashOf('next')]);
    const client = await hub.rawSignedIn('air-2');
    hub.remove('air-1');
    hub.addDevice('air-2', [hashOf(secretOf('air-2'))]);
    client.send(publishPacket(topics.telemetry(COMMUNE, 'air-2'), '{}', { qos: 1, id: 1 }));
    await client.packet('puback');
    expect(await reasons()).toEqual([]);
  });

  it('counts for who is signed in already: a gateway that lost a topic may not send to it', async () => {
    hub.addGateway('zigbee', ['zigbee2mqtt/#', 'attic/#']);
    const client = await hub.rawSignedIn('zigbee');
    client.send(publishPacket('attic/lamp', 'on', { qos: 1, id: 1 }));
    await client.packet('puback');
    hub.addGateway('zigbee', ['zigbee2mqtt/#']);
    client.send(publishPacket('attic/lamp', 'off', { qos: 1, id: 2 }));
    client.send(publishPacket('zigbee2mqtt/lamp', 'on', { qos: 1, id: 3 }));
    await client.packet('puback', 2);
    expect(hub.texts('zigbee')).toEqual(['on', 'on']);
  });
});

describe('one account, one connection', () => {
  // no ten seconds pass that would allow one more takeover
  beforeEach(() => start({ clock: new TestClock() }));

  it('whatever client id a client gives: it cannot take the place of another', async () => {
    hub.addDevice('thief');
    const victim = await hub.rawSignedIn('air-1');
    const thief = await hub.raw();
    thief.connect('thief', secretOf('thief'), { clientId: 'air-1' });
    expect((await thief.packet('connack')).body[1]).toBe(ACCEPTED);
    victim.send(publishPacket(topic, 'still here', { qos: 1, id: 1 }));
    await victim.packet('puback');
    expect(hub.broker.counters.signedIn).toBe(2);
  });

  it('a new connection takes the place of the old one, whose packets are kept', async () => {
    const old = await hub.rawSignedIn('air-1');
    old.send(publishPacket(topic, 'old', { qos: 1, id: 1 }));
    await old.packet('puback');
    const young = await hub.rawSignedIn('air-1');
    await old.ended();
    young.send(publishPacket(topic, 'young', { qos: 1, id: 1 }));
    await young.packet('puback');
    expect(hub.texts('air-1')).toEqual(['old', 'young']);
    expect(hub.broker.counters.signedIn).toBe(1);
  });

  it('also when a crowd comes at the same moment: the last to sign in is heard, and nobody hangs', async () => {
    const crowd = await Promise.all(Array.from({ length: 5 }, () => hub.raw()));
    for (const client of crowd) client.connect('air-1', secretOf('air-1'));
    await eventually(
      'one left',
      () => crowd.filter((client) => !client.closed).length,
      (n) => n === 1,
    );
    const winner = crowd.find((client) => !client.closed)!;
    winner.send(publishPacket(topic, 'won', { qos: 1, id: 1 }));
    await winner.packet('puback');
    expect(hub.broker.counters.signedIn).toBe(1);
  });

  it('two boxes that share an account do not throw each other out for ever', async () => {
    const codes: number[] = [];
    for (let i = 0; i < 9; i++) codes.push(await attempt('air-1', secretOf('air-1')));
    // the first finds nobody, five takeovers are free
    expect(codes).toEqual([0, 0, 0, 0, 0, 0, UNAVAILABLE, UNAVAILABLE, UNAVAILABLE]);
    const [refusal] = await hub.refusals('air-1');
    expect(refusal).toMatchObject({
      reason: 'too-many-connections',
      detail: 'Hai máy dùng chung một tài khoản',
      count: 3,
    });
  });

  it('is not disturbed by strangers who give its name', async () => {
    const client = await hub.rawSignedIn('air-1');
    client.send(publishPacket(topic, 'half', { qos: 2, id: 9 }));
    await client.packet('pubrec');
    expect(await attempt('air-1', 'guess')).toBe(BAD_CREDENTIALS);
    // still known: it is sent again and not taken again
    client.send(publishPacket(topic, 'half', { qos: 2, id: 9, dup: true }), pubrelPacket(9));
    await client.packet('pubcomp');
    client.send(publishPacket(topic, 'next', { qos: 2, id: 9 }));
    await client.packet('pubrec', 2);
    expect(hub.texts('air-1')).toEqual(['half', 'next']);
  });

  it('finds no old commands: the session is clean though it was asked to be kept', async () => {
    for (let i = 0; i < 2; i++) {
      const client = await hub.raw();
      client.connect('air-1', secretOf('air-1'), { clean: false });
      const { body } = await client.packet('connack');
      expect([...body]).toEqual([0, ACCEPTED]);
      client.destroy();
      await client.ended();
    }
  });
});

describe('a gateway account, many boxes', () => {
  beforeEach(async () => {
    await start({ clock: new TestClock() });
    hub.addGateway('boards', ['tele/#']);
  });
  const board = (clientId: string) => hub.rawSignedIn('boards', { clientId });
  const say = async (client: RawClient, text: string) => {
    const before = client.all('puback').length;
    client.send(publishPacket(`tele/${text}/STATE`, text, { qos: 1, id: 1 }));
    await client.packet('puback', before);
  };

  it('stay beside each other, told apart by the client ids that they give', async () => {
    const boards = await Promise.all(['DVES_1', 'DVES_2', 'DVES_3'].map(board));
    for (const [i, client] of boards.entries()) await say(client, `board-${i}`);
    expect(hub.texts('boards')).toEqual(['board-0', 'board-1', 'board-2']);
    expect(hub.packets('boards').every(({ account }) => account === 'boards')).toBe(true);
    expect(hub.broker.counters.signedIn).toBe(3);
    expect(await reasons()).toEqual([]);
  });

  it('take over only from themselves', async () => {
    const neighbour = await board('DVES_2');
    const old = await board('DVES_1');
    const young = await board('DVES_1');
    await old.ended();
    await say(young, 'young');
    await say(neighbour, 'neighbour');
    expect(hub.broker.counters.signedIn).toBe(2);
  });

  it('cannot take the place of anybody else, whatever client id they give', async () => {
    hub.addGateway('other', ['tele/#']);
    const victims = [await board('DVES_1'), await hub.rawSignedIn('air-1')];
    for (const clientId of ['DVES_1', 'boards', 'boards/DVES_1', '../boards/DVES_1', 'air-1'])
      await hub.rawSignedIn('other', { clientId });
    for (const clientId of ['air-1', '../air-1', 'other/air-1']) await board(clientId);
    // a device is named by its account, whatever it says
    await hub.rawSignedIn('air-1', { clientId: 'boards/DVES_1' });
    await victims[1]!.ended();
    await say(victims[0]!, 'still here');
    expect(hub.broker.counters.signedIn).toBe(1 + 5 + 3 + 1);
  });

  it('without a client id are each a client of their own', async () => {
    const [one, other] = [await board(''), await board('')];
    await say(one, 'one');
    await say(other, 'other');
    expect(hub.broker.counters.signedIn).toBe(2);
  });

  it('two that give the same client id do not throw each other out for ever, and the others come and go', async () => {
    const codes: number[] = [];
    for (let i = 0; i < 8; i++)
      codes.push(await attempt('boards', secretOf('boards'), { clientId: 'DVES_1', keepalive: 0 }));
    expect(codes).toEqual([0, 0, 0, 0, 0, 0, UNAVAILABLE, UNAVAILABLE]);
    expect((await hub.refusals('boards'))[0]).toMatchObject({ detail: 'Hai máy dùng chung một client id', count: 2 });
    await say(await board('DVES_2'), 'another');
    await say(await board('DVES_2'), 'another');
  });

  it('are all cut when the account is revoked', async () => {
    const boards = await Promise.all(['DVES_1', 'DVES_2'].map(board));
    hub.remove('boards');
    await Promise.all(boards.map((client) => client.ended()));
    expect(await reasons()).toContainEqual(['boards', 'revoked', 2]);
    expect(hub.broker.counters.signedIn).toBe(0);
  });
});
