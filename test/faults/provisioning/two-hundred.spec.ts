import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { batchAccount } from '#hub/contracts';
import { eventually } from '#hub/testkit';
import { accountOf, type Box, type BoxAccount, enter, newProof, say } from '../../bench/boxes.js';
import { get, storedTimes } from '../asking.js';
import { TestField } from './field.js';

let field: TestField;
beforeEach(async () => void (field = await TestField.open()));
afterEach(() => field?.close());

describe('the hub restarts while two hundred boxes are provisioned', () => {
  it('each has one secret in the end, its own, and its first packet is there', async () => {
    const COUNT = 200;
    const { key } = await field.post<{ key: string }>('/batches', { id: 'lo-7', profile: 'air-station' });
    const ts = Date.now();
    const accounts = new Map<string, BoxAccount>();
    const heard = new Set<string>();
    const boxes = Array.from({ length: COUNT }, async (_, i) => {
      const box: Box = { username: batchAccount('lo-7'), password: key, name: `sn-${i}`, proof: newProof() };
      const account = await accountOf(field.hub.mqttPort, i, box);
      accounts.set(box.name, account);
      while (!heard.has(box.name)) {
        const line = await enter(field.hub.mqttPort, i, account.id, account.secret);
        await say(line, account.topics.telemetry, `{"ts":${ts},"pm25":20}`).then(
          () => heard.add(box.name),
          () => undefined,
        );
        line.destroy();
      }
    });
    const all = Promise.all(boxes);

    let over = false;
    const letIn = async () => {
      while (!over) {
        const { boxes: waiting } = await get<{ boxes: { id: string }[] }>(field.hub, '/api/boxes?limit=40');
        if (waiting.length > 0) await field.post('/boxes/approve', { boxes: waiting.map(({ id }) => ({ box: id })) });
        await delay(20);
      }
    };
    // a script asks again where the hub did not answer
    const script = (async () => {
      while (!over) await letIn().catch(() => delay(200));
    })();
    const reached = (what: string, among: { size: number }, n: number) =>
      eventually(
        `${n} that were ${what}`,
        () => among.size,
        (size) => size >= n,
        60_000,
      );
    await reached('told', accounts, 30);
    await field.restarted();
    await reached('heard', heard, 80);
    await field.hub.kill9();
    await field.hub.restart();
    await reached('told', accounts, 150);
    // and as it is upgraded
    await field.hub.stop();
    await field.hub.restart();
    await all;
    over = true;
    await script;

    const ids = [...accounts.values()].map(({ id }) => id);
    expect(new Set(ids).size).toBe(COUNT);
    expect(new Set([...accounts.values()].map(({ secret }) => secret)).size).toBe(COUNT);
    await eventually(
      'one secret for each',
      () => ids.filter((id) => field.secrets().get(id) !== 1),
      (others) => others.length === 0,
      30_000,
    );
    for (const account of accounts.values()) {
      expect([account.id, await field.tried(account.id, account.secret)]).toEqual([account.id, 'in']);
      const times = await eventually(
        `the first packet of ${account.id}`,
        () => storedTimes(field.hub, account.id, 'pm25', ts, ts + 1),
        ({ size }) => size > 0,
      );
      expect(times.get(ts)).toBe(1);
    }
    expect((await get<{ total: number }>(field.hub, '/api/boxes')).total).toBe(0);
  }, 240_000);
});
