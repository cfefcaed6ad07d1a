import { join } from 'node:path';
import { startHub, type TestHub } from '#hub/testkit';
import type { LoadProfile } from './figures.js';
import type { LoadClient } from './mqtt-load.js';
import { DIST, workFolder } from './processes.js';

/** A hub as an installation runs it, with the limits a load needs and the default rules beside the bench's own. */
export async function benchHub(env: Record<string, string> = {}): Promise<TestHub & { remove(): void }> {
  const folder = workFolder();
  const hub = await startHub({
    dataDir: folder.dir,
    env: {
      MQTT_RATE_PACKETS: '1000000',
      MQTT_BURST: '1000000',
      MQTT_RATE_BYTES: '1000000000',
      MQTT_RATE_READINGS: '1000000',
      RULES: join(DIST, '../test/bench/rules.json'),
      ...env,
    },
  });
  return Object.assign(hub, { remove: folder.remove });
}

/** Registers devices, of these profiles in turn, and gives what a load client needs to speak for them. */
export async function benchDevices(
  hub: TestHub,
  count: number,
  prefix: string,
  profiles: readonly LoadProfile[] = ['air-station'],
): Promise<LoadClient[]> {
  const clients: LoadClient[] = [];
  for (let i = 0; i < count; i++) {
    const profile = profiles[i % profiles.length]!;
    const { device, secret } = await hub.addDevice(`${prefix}-${i}`, { profile, installedAt: 0 });
    clients.push({
      username: device.id,
      password: secret,
      topic: `communes/${device.commune}/devices/${device.id}/telemetry`,
      profile,
    });
  }
  return clients;
}

/**
 * Waits until the store answers with these metrics of all packets since `from`, of which a client's are so far apart in
 * event time; gives how many packets it has.
 */
export async function readableIn(
  hub: TestHub,
  clients: LoadClient[],
  from: number,
  expected: number,
  metrics: readonly string[] = ['pm25'],
  spacingMs = 1,
): Promise<number> {
  const share = expected / clients.length;
  const lasts = share * spacingMs;
  const count = async (client: LoadClient, metric: string) => {
    const query = new URLSearchParams({
      device: client.username,
      metric,
      from: String(from),
      to: String(from + lasts),
      every: String(lasts),
      aggregate: 'count',
    });
    const answer = await hub.fetch(`/api/readings?${query}`);
    const { points } = (await answer.json()) as { points: { value: number }[] };
    return points.reduce((sum, p) => sum + p.value, 0);
  };
  const deadline = Date.now() + 60_000;
  const whole = async (client: LoadClient) =>
    Math.min(...(await Promise.all(metrics.map((metric) => count(client, metric)))));
  // one device first: cheap to ask often; then everything once
  for (;;) {
    const last = await count(clients.at(-1)!, metrics[0]!);
    if (last >= share || Date.now() > deadline) {
      const counts = await Promise.all(clients.map(whole));
      const sum = counts.reduce((a, b) => a + b, 0);
      if (sum >= expected || Date.now() > deadline) return sum;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
