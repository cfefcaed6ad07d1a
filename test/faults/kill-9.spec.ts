import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Alert } from '#hub/contracts';
import { describeWith, eventually, startHub, startInflux, type TestHub, type TestInflux } from '#hub/testkit';
import { Sender } from './sender.js';
import { alertsOf, storedTimes } from './asking.js';

/** Chooses the moments. A failed run is repeated with the seed that its name tells. */
const SEED = Number(process.env['FAULTS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Park and Miller's generator: numbers in [0, 1). */
const randomFrom = (seed: number) => () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

describe('kill -9 of the hub under load, twenty times', () => survives(20));
describeWith('influxd', 'kill -9 of the hub under load, five times, with InfluxDB', () => survives(5, startInflux));

function survives(rounds: number, store?: () => Promise<TestInflux>): void {
  let hub: TestHub;
  let influx: TestInflux | undefined;
  const senders: Sender[] = [];

  beforeAll(async () => {
    influx = await store?.();
    hub = await startHub({
      env: { RULES: 'test/faults/rules.json', ...(influx && { INFLUX_URL: `${influx.url}/kills` }) },
    });
    for (let i = 0; i < 4; i++) {
      const { device, secret } = await hub.addDevice(`air-${i}`, { profile: 'air-station' });
      senders.push(new Sender(hub.mqttPort, device.commune, device.id, secret));
    }
  }, 60_000);
  afterAll(async () => {
    for (const sender of senders) await sender.stop();
    await hub?.stop();
    await influx?.stop();
  });

  it(`keeps every acknowledged packet, once, and neither loses nor doubles an alert (FAULTS_SEED=${SEED})`, async () => {
    // every sender swings above and below the limit, so that alerts open and return all the time
    for (const sender of senders) sender.start({ everyMs: 8, value: (n) => (Math.floor(n / 60) % 2 === 0 ? 20 : 300) });
    const random = randomFrom((SEED % 2_147_483_646) + 1);
    for (let round = 0; round < rounds; round++) {
      await new Promise((resolve) => setTimeout(resolve, 1200 * random()));
      await hub.kill9();
      await hub.restart();
    }
    await eventually(
      'all senders connected again',
      () => senders.every((s) => s.connected),
      (all) => all,
      30_000,
    );
    for (const sender of senders) await sender.finish(90_000);

    for (const sender of senders) {
      const stored = await eventually(
        `${sender.acked.size} acknowledged packets of ${sender.device} in the store`,
        () => storedTimes(hub, sender.device, 'pm25', sender.firstTs, sender.lastTs + 1),
        (times) => [...sender.acked].every((ts) => times.has(ts)),
        30_000,
      );
      expect([...stored.values()].filter((count) => count !== 1)).toEqual([]);
      // nothing in the store that was never sent
      expect([...stored.keys()].filter((ts) => !sender.sent.has(ts))).toEqual([]);
    }

    for (const sender of senders) {
      const wanted = sender.intervalsAbove(100);
      // the registry is a moment behind the alerts: the last of them may stand there without its end
      const intervals = await eventually(
        `the incidents ${JSON.stringify(wanted)} of ${sender.device}`,
        async () => intervalsOf(await alertsOf(hub, sender.device)),
        (seen) => JSON.stringify(seen) === JSON.stringify(wanted),
      );
      expect(intervals).toEqual(wanted);
      const ids = (await alertsOf(hub, sender.device)).map((a) => a.id);
      expect([...new Set(ids)]).toEqual(ids);
    }
  }, 300_000);
}

const intervalsOf = (alerts: Alert[]) =>
  alerts
    .map((alert): [from: number, to: number | undefined] => [alert.startedAt, alert.endedAt])
    .sort((a, b) => a[0] - b[0]);
