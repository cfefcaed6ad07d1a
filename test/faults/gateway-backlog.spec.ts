import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { eventually, startHub, type TestHub } from '#hub/testkit';
import { alertsOf, decided, storedTimes } from './asking.js';
import { LiveClient } from './live-client.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const STEP = 10 * SECOND;
/** How many times faster than it was measured. */
const SPEED = 100;
const STEPS = 360;
const HOUR = STEPS * STEP;

const CALM = 20;
const SMOKE = 300;
const between = (from: number, to: number) => (at: number) => at >= from && at < to;

/** What each box behind the gateway measured, by the time since the beginning. The rule: above 100 for a minute. */
const boxes: Record<string, (at: number) => number> = {
  // a quarter of an hour, over long ago
  'burnt-out': (at) => (between(10 * MINUTE, 25 * MINUTE)(at) ? SMOKE : CALM),
  // held for a minute and ten seconds, which come within less than a second
  'just-long-enough': (at) => (between(30 * MINUTE, 30 * MINUTE + 80 * SECOND)(at) ? SMOKE : CALM),
  // held for fifty seconds
  'too-short': (at) => (between(30 * MINUTE, 30 * MINUTE + 60 * SECOND)(at) ? SMOKE : CALM),
  // twice too short: the calm value between comes after those that follow it
  interrupted: (at) =>
    between(40 * MINUTE + 10 * SECOND, 42 * MINUTE + 10 * SECOND)(at) && at !== 41 * MINUTE ? SMOKE : CALM,
  // goes on
  'still-burning': (at) => (at >= 45 * MINUTE ? SMOKE : CALM),
};
/** As boxes send that try again: of each pair the later first. */
const ORDER = Array.from({ length: STEPS }, (_, i) => i ^ 1);

describe("an hour's backlog from a gateway, a hundred times faster than it was measured", () => {
  let hub: TestHub;
  let live: LiveClient;
  let sentIn = 0;
  let begin = 0;

  beforeAll(async () => {
    hub = await startHub({ env: { RULES: 'test/faults/rules-held.json' } });
    const gateway = {
      id: 'logger',
      codec: 'generic',
      topics: ['tram/#'],
      fieldMap: {
        devicePath: 'dev',
        timePath: 't',
        timeUnit: 'ms',
        fields: [
          { metric: 'pm25', path: 'v.pm25' },
          { metric: 'pm10', path: 'v.pm10' },
        ],
      },
    };
    const added = await hub.fetch('/api/gateways', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(gateway),
    });
    expect(added.status).toBe(201);
    const { secret } = (await added.json()) as { secret: string };
    for (const id of [...Object.keys(boxes), 'slow-link'])
      await hub.addDevice(id, { profile: 'air-station', installedAt: 0, gateway: 'logger', address: id });
    live = await LiveClient.open(hub);

    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
      username: 'logger',
      password: secret,
    });
    const start = Date.now();
    // the last value is of the moment in which it is sent
    begin = start - HOUR + HOUR / SPEED;
    for (const [n, i] of ORDER.entries()) {
      const wait = start + (n * STEP) / SPEED - Date.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const records: object[] = Object.entries(boxes).map(([dev, measured]) => ({
        dev,
        t: begin + i * STEP,
        v: { pm25: measured(i * STEP) },
      }));
      // fourteen seconds of its time, spread over all the time that the others take: the rule wants twenty
      if (n % 45 === 0) records.push({ dev: 'slow-link', t: start + (n / 45) * 2 * SECOND, v: { pm10: SMOKE } });
      await client.publishAsync('tram/1', JSON.stringify(records), { qos: 1 });
    }
    sentIn = Date.now() - start;
    await client.endAsync();
    await decided(hub);
  }, 120_000);
  afterAll(async () => {
    live?.close();
    await hub?.stop();
  });

  it('is stored to the last value', async () => {
    // no faster than it was meant; how much slower depends on the machine
    expect(sentIn).toBeGreaterThanOrEqual(((STEPS - 1) * STEP) / SPEED);
    const times = Array.from({ length: STEPS }, (_, i) => begin + i * STEP);
    for (const id of Object.keys(boxes)) {
      const stored = await eventually(
        `${STEPS} values of ${id} in the store`,
        () => storedTimes(hub, id, 'pm25', begin, begin + HOUR),
        (found) => found.size >= STEPS,
      );
      expect([...stored.keys()]).toEqual(times);
    }
  });

  it.each([
    ['burnt-out', 10 * MINUTE, 25 * MINUTE],
    ['just-long-enough', 30 * MINUTE, 30 * MINUTE + 80 * SECOND],
  ])('%s: what held for a minute of its own time is written down, however fast it came', async (id, from, to) => {
    const alerts = await alertsOf(hub, id);
    expect(alerts).toMatchObject([
      { rule: 'pm25-high', backdated: true, startedAt: begin + from, endedAt: begin + to, state: 'closed' },
    ]);
  });

  it.each(['too-short', 'interrupted', 'slow-link'])(
    '%s: what did not hold for so long is nothing, in whatever order and however slowly it came',
    async (id) => {
      expect(await alertsOf(hub, id)).toEqual([]);
    },
  );

  it('pages once, for what goes on, and says since when', async () => {
    const [alert, ...more] = await alertsOf(hub, 'still-burning');
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ backdated: false, startedAt: begin + 45 * MINUTE, state: 'unacknowledged' });
    // not before a reading came in time: those of the first five minutes were late
    expect(alert!.learntAt - alert!.startedAt).toBeGreaterThan(10 * MINUTE);
    expect(live.pages.map(({ alert: { target } }) => target)).toEqual(['still-burning']);
  });
});
