import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#hub/testkit';
import { random } from '../random.js';
import { StandInHub } from '../testing/stand-in-hub.js';
import { Account } from './account.js';
import { nativePacket, nativeStatus } from './formats/native.js';
import { Lane } from './lane.js';
import type { DownReason } from './line.js';
import type { Measurement } from './packet.js';

const COMMUNE = '10807';
let hub: StandInHub;
let accounts: Account[];
beforeEach(async () => {
  accounts = [];
  hub = await new StandInHub().start();
});
afterEach(async () => {
  await Promise.all(accounts.map((account) => account.stop()));
  await hub.stop();
});

function open(id: string, more: Partial<ConstructorParameters<typeof Account>[0]> = {}) {
  const states: string[] = [];
  const account = new Account({
    url: hub.mqttUrl,
    id,
    secret: hub.letIn(id),
    random: random(1),
    greetings: [nativeStatus(COMMUNE, id, true)],
    will: nativeStatus(COMMUNE, id, false),
    onState: (_, state: 'up' | DownReason) => states.push(state),
    ...more,
  });
  accounts.push(account);
  const lane = account.add(
    new Lane<Measurement>((kept) => nativePacket(COMMUNE, id, kept), { batch: 10, underway: 2 }),
  );
  let ts = 0;
  const measure = (count: number) => {
    for (let i = 0; i < count; i++) lane.outbox.push({ ts: ++ts, values: { pm25: ts } });
    account.flush();
  };
  return { account, lane, measure, states };
}
const times = (id: string) => hub.recordsOf(id).map((r) => r['ts']);
const oneTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const acknowledged = (account: Account) =>
  eventually(
    'everything acknowledged',
    () => account.waiting,
    (waiting) => waiting === 0,
    20_000,
  );

describe('a device', () => {
  it('says that it is online, and sends one object for one measurement', async () => {
    const { account, measure } = open('a1');
    account.start();
    await eventually('the line', () => account.isUp, Boolean);
    measure(1);
    await acknowledged(account);
    expect(hub.taken.map(({ topic, payload }) => [topic.split('/').at(-1), payload.toString()])).toEqual([
      ['status', '{"online":true}'],
      ['telemetry', '{"ts":1,"pm25":1}'],
    ]);
  });

  it('keeps what it measures while the hub is away, and sends it in order, in lists', async () => {
    await hub.stopBroker();
    const { account, measure } = open('a1');
    account.start();
    measure(35);
    expect(account.waiting).toBe(35);
    await hub.startBroker();
    await acknowledged(account);
    expect(times('a1')).toEqual(oneTo(35));
    const lists = hub.taken.filter((p) => p.topic.endsWith('telemetry'));
    expect(lists.map((p) => (JSON.parse(p.payload.toString()) as unknown[]).length)).toEqual([10, 10, 10, 5]);
  });

  it('loses nothing when the hub dies in the middle, and leaves nothing out', async () => {
    const { account, measure, states } = open('a1');
    account.start();
    await eventually('the line', () => account.isUp, Boolean);
    measure(20);
    await acknowledged(account);
    await hub.stopBroker();
    await eventually(
      'the line to drop',
      () => states,
      (s) => s.includes('dropped'),
    );
    measure(25);
    await hub.startBroker();
    measure(5);
    await acknowledged(account);
    // the same order, and nothing missing; what was sent twice carries the same times
    expect([...new Set(times('a1'))]).toEqual(oneTo(50));
    expect(account.items).toBe(50);
  });

  it('sends again what was refused an answer', async () => {
    let refusals = 2;
    hub.acknowledges = ({ topic }) => !topic.endsWith('telemetry') || refusals-- <= 0;
    const { account, measure } = open('a1');
    account.start();
    measure(12);
    await acknowledged(account);
    expect(times('a1')).toEqual(oneTo(12));
  });

  it('is silent after a cut until it is mended, and measures on into its buffer', async () => {
    const { account, measure } = open('a1');
    account.start();
    await eventually('the line', () => account.isUp, Boolean);
    account.cut();
    measure(15);
    await eventually(
      'its will, which the hub speaks for it',
      () => hub.taken.map((p) => p.payload.toString()),
      (said) => said.includes('{"online":false}'),
    );
    expect(account.isUp).toBe(false);
    expect(times('a1')).toEqual([]);
    account.mend();
    await acknowledged(account);
    expect(times('a1')).toEqual(oneTo(15));
  });

  it('leaves without its will when it says goodbye', async () => {
    const { account } = open('a1');
    account.start();
    await eventually('the line', () => account.isUp, Boolean);
    await account.stop();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(hub.taken.map((p) => p.payload.toString())).toEqual(['{"online":true}']);
  });

  it('asks for a new secret when its own is refused', async () => {
    const { account, measure, states } = open('a1', {
      secret: 'of another hub',
      renewSecret: () => Promise.resolve(hub.letIn('a1')),
    });
    account.start();
    measure(3);
    await acknowledged(account);
    expect(states.slice(0, 2)).toEqual(['refused', 'up']);
    expect(times('a1')).toEqual([1, 2, 3]);
  });

  it('keeps two devices behind one line apart', async () => {
    const { account, measure } = open('gateway');
    const other = account.add(
      new Lane<Measurement>((kept) => nativePacket(COMMUNE, 'behind', kept), { batch: 10, underway: 2 }),
    );
    for (let ts = 1; ts <= 30; ts++) other.outbox.push({ ts, values: { co: 1 } });
    account.start();
    measure(30);
    await acknowledged(account);
    expect(times('gateway')).toEqual(oneTo(30));
    expect(times('behind')).toEqual(oneTo(30));
  });
});
