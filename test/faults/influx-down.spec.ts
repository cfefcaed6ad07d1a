import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { HubStatus } from '#hub/contracts';
import { describeWith, eventually, startHub, startInflux, type TestHub } from '#hub/testkit';
import { get, storedTimes } from './asking.js';
import { LiveClient } from './live-client.js';
import { Sender } from './sender.js';

const DOWN_MS = 60_000;

describeWith('influxd', 'InfluxDB stopped for a minute under load', () => {
  let influx: Awaited<ReturnType<typeof startInflux>>;
  let hub: TestHub;
  let live: LiveClient;
  const senders: Sender[] = [];

  beforeAll(async () => {
    influx = await startInflux();
    hub = await startHub({ env: { INFLUX_URL: `${influx.url}/faults`, RULES: 'test/faults/rules.json' } });
    for (let i = 0; i < 3; i++) {
      const { device, secret } = await hub.addDevice(`air-${i}`, { profile: 'air-station' });
      senders.push(new Sender(hub.mqttPort, device.commune, device.id, secret));
    }
    live = await LiveClient.open(hub);
  }, 60_000);
  afterAll(async () => {
    live?.close();
    for (const sender of senders) await sender.stop();
    await hub?.stop();
    await influx?.stop();
  });

  it('goes on alerting as fast, loses nothing, says that history is behind, and catches up', async () => {
    for (const sender of senders)
      sender.start({ everyMs: 20, value: (n) => (Math.floor(n / 25) % 2 === 0 ? 20 : 300) });
    // until no flush is in hand: from then on a device that waits for each acknowledgement sends later, store or no store
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    const early = live.delays('opened').length;
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    const before = live.delays('opened').slice(early);

    await influx.pause();
    const stopped = Date.now();
    const behind = await eventually(
      'the status saying that the store is behind',
      () => get<HubStatus>(hub, '/api/status'),
      (s) => s.storeBehindMs > 5000 && s.storeError !== undefined,
      30_000,
    );
    expect(behind.logWritable).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, DOWN_MS - (Date.now() - stopped)));
    const during = live.delays('opened').slice(early + before.length);
    // as fast as before; where that was a moment, the double of it is one as well, and one turn of a busy machine
    expect(before.length).toBeGreaterThan(10);
    expect(during.length).toBeGreaterThan(100);
    const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
    expect(median(during)).toBeLessThan(Math.max(20, 2 * median(before)));

    await influx.resume();
    for (const sender of senders) await sender.finish();
    await eventually(
      'the store to catch up',
      () => get<HubStatus>(hub, '/api/status'),
      (s) => s.storeBehindMs === 0 && s.storeError === undefined,
      60_000,
    );
    for (const sender of senders) {
      const stored = await storedTimes(hub, sender.device, 'pm25', sender.firstTs, sender.lastTs + 1);
      expect(stored.size).toBe(sender.acked.size);
    }
    const health = await hub.fetch('/api/health');
    expect(health.status).toBe(200);
  }, 200_000);
});
