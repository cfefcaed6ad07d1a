import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import mqtt, { type MqttClient } from 'mqtt';
import { type AlertsItem, type AlertState, type DeadLetter, GROUP } from '#hub/contracts';
import { eventually, startHub, type TestHub } from '#hub/testkit';
import { alertsOf, decided, get, storedTimes } from './asking.js';
import { LiveClient } from './live-client.js';

const ROUNDS = 5;
const POISON = 'poison';
/** The one stands in the middle of each batch. */
const DEVICES = ['a', 'b', 'c', 'd', POISON, 'e', 'f', 'g', 'h'];
const OTHERS = DEVICES.filter((id) => id !== POISON);
const WORDS = 'the registry will not have this row';

/** They come and go so often that they flap: what is over then needs no look. */
const OVER: readonly AlertState[] = ['returned', 'closed'];

describe('a group that fails for ever on one record', () => {
  let hub: TestHub;
  let live: LiveClient;
  let client: MqttClient;
  let rounds = 0;
  let first = 0;

  beforeAll(async () => {
    hub = await startHub({ env: { RULES: 'test/faults/rules.json' } });
    const added = await hub.fetch('/api/gateways', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: 'box',
        codec: 'generic',
        topics: ['box/#'],
        fieldMap: { devicePath: 'dev', timePath: 't', timeUnit: 'ms', fields: [{ metric: 'pm25', path: 'pm25' }] },
      }),
    });
    const { secret } = (await added.json()) as { secret: string };
    for (const id of DEVICES) await hub.addDevice(id, { profile: 'air-station', gateway: 'box', address: id });
    client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: 'box', password: secret });
    live = await LiveClient.open(hub);
    first = Date.now();
  }, 60_000);
  afterAll(async () => {
    live?.close();
    await client?.endAsync(true);
    await hub?.stop();
  });

  /** One packet for all devices, so that what comes of it is one batch; gives how long the wall waited for all of it. */
  const all = async (pm25: number, change: 'opened' | 'returned'): Promise<number> => {
    const told = () => live.alerts.filter(({ event }) => event.change === change).length;
    const wanted = told() + DEVICES.length;
    const sent = performance.now();
    const t = Date.now();
    await client.publishAsync('box/1', JSON.stringify(DEVICES.map((dev) => ({ dev, t, pm25 }))), { qos: 1 });
    await eventually(`all of them ${change}`, told, (n) => n === wanted);
    return performance.now() - sent;
  };
  /** Alerts open and return, for all devices at once; gives the median of how long the wall waited. */
  const alarm = async (times: number): Promise<number> => {
    const waited: number[] = [];
    for (let i = 0; i < times; i++, rounds++) {
      waited.push(await all(300, 'opened'));
      waited.push(await all(20, 'returned'));
    }
    return waited.sort((x, y) => x - y)[waited.length >> 1]!;
  };
  const setAside = () => get<{ deadLetters: DeadLetter[] }>(hub, '/api/dead-letters?kind=failed&limit=200');
  /** What the registry does with the alerts of the one from now on. */
  const registry = (statement: string) => {
    const db = new Sqlite(join(hub.dir, 'registry.sqlite'), { timeout: 10_000 });
    db.exec(statement);
    db.close();
  };

  it('sets the record aside, does all the others, and nobody else notices', async () => {
    const before = await alarm(ROUNDS);
    await decided(hub);
    registry(
      `CREATE TRIGGER poison BEFORE INSERT ON alert WHEN NEW.target = '${POISON}' BEGIN SELECT RAISE(ABORT, '${WORDS}'); END`,
    );
    const during = await alarm(ROUNDS);
    expect(during).toBeLessThan(Math.max(50, 2 * before));

    await decided(hub);
    const { deadLetters } = await eventually(
      'each change of the one set aside',
      setAside,
      (page) => page.deadLetters.length >= 2 * ROUNDS,
    );
    const items = deadLetters.map(({ item }) => JSON.parse(item!) as Extract<AlertsItem, { type: 'alert' }>);
    expect(items.map(({ alert }) => alert.target)).toEqual(Array.from({ length: 2 * ROUNDS }, () => POISON));
    expect(items.map(({ change }) => change).sort()).toEqual(
      ['opened', 'returned'].flatMap((change) => Array.from({ length: ROUNDS }, () => change)),
    );
    for (const letter of deadLetters) {
      expect(letter.group).toBe(GROUP.history);
      expect(letter.reason).toContain(WORDS);
    }
    // the same group did the rest of each batch
    for (const id of OTHERS) {
      const alerts = await alertsOf(hub, id);
      expect(alerts).toHaveLength(2 * ROUNDS);
      expect(alerts.filter(({ state }) => !OVER.includes(state))).toEqual([]);
    }
    expect(await alertsOf(hub, POISON)).toHaveLength(ROUNDS);
    // and the store, which has nothing to do with it, has everything
    for (const id of DEVICES) {
      await eventually(
        `all values of ${id} in the store`,
        () => storedTimes(hub, id, 'pm25', first, Date.now() + 1),
        (stored) => stored.size === 4 * ROUNDS,
      );
    }
  }, 120_000);

  it('takes the next one when nothing is wrong with it any more', async () => {
    registry('DROP TRIGGER poison');
    const letters = (await setAside()).deadLetters.length;
    await alarm(1);
    await decided(hub);
    const newest = Math.max(...(await alertsOf(hub, OTHERS[0]!)).map(({ startedAt }) => startedAt));
    const alerts = await alertsOf(hub, POISON);
    const last = alerts.filter(({ startedAt }) => startedAt === newest);
    expect(last.map(({ state }) => OVER.includes(state))).toEqual([true]);
    expect((await setAside()).deadLetters).toHaveLength(letters);
  }, 60_000);
});
