import type { TestHub } from '#hub/testkit';
import { LOAD_PROFILES } from './figures.js';
import { benchDevices } from './hub.js';
import type { LoadClient } from './mqtt-load.js';
import { load, sleep } from './processes.js';

export const FLEET = 500;
/**
 * Readings each device has sent before anything is measured. The alert engine folds a series at 1,024 samples down to
 * 640: after so many every one has been folded several times and has grown to 910 again, so the minute that follows sees
 * them almost at their longest. It is also more than the log keeps of its streams: it is trimmed, and has free pages.
 */
const HISTORY = 2450;

/** Five hundred devices of a commune, air, water, canals and soil in equal parts, and their past in the hub. */
export async function fleetWithPast(hub: TestHub, spacingMs: number, history = HISTORY): Promise<LoadClient[]> {
  const clients = await benchDevices(hub, FLEET, 'fleet', LOAD_PROFILES);
  const firstTs = Date.now() - history * spacingMs;
  await load({ port: hub.mqttPort, clients, inflight: 1, packets: FLEET * history, firstTs, spacingMs });
  await caughtUp(hub);
  await rolledUp(hub);
  return clients;
}

/** A tick a second and what it leads to: never quite nothing. */
const ALMOST_NOTHING = 50;

const metrics = async (hub: TestHub): Promise<string> => (await hub.fetch('/metrics')).text();

/** Waits until every consumer group has read what there is. */
async function caughtUp(hub: TestHub): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const figures = await metrics(hub);
    const behind = [...figures.matchAll(/^commune_log_items_behind\{.*\} (\d+)/gm)].map((m) => Number(m[1]));
    if (behind.length > 0 && Math.max(...behind) < ALMOST_NOTHING) return;
    if (Date.now() > deadline) throw new Error(`the hub is still ${Math.max(...behind)} items behind`);
    await sleep(200);
  }
}

/** The hub looks for hours to roll up once a minute. */
const LOOK_MS = 65_000;

/**
 * Waits until the hours of the past are rolled up, as they are in a hub that has been there for long. It waits where the
 * past lies within one hour as well: what is measured after must not depend on the time of day.
 */
async function rolledUp(hub: TestHub): Promise<void> {
  const deadline = Date.now() + 600_000;
  let hours = '';
  for (let since = Date.now(); Date.now() - since < LOOK_MS; await sleep(1000)) {
    const now = /^commune_store_rollups_total (\d+)/m.exec(await metrics(hub))![1]!;
    if (now !== hours) since = Date.now();
    hours = now;
    if (Date.now() > deadline) throw new Error(`hours are still being rolled up: ${hours}`);
  }
}

/** A load that raises alerts of its own measures a flood: only the probes may. */
export async function onlyProbesAlarm(hub: TestHub): Promise<void> {
  const { alerts } = (await (await hub.fetch('/api/alerts?limit=500')).json()) as {
    alerts: { rule: string; target: string }[];
  };
  const others = alerts.filter((a) => a.rule !== 'bench-pm25').map((a) => `${a.rule}:${a.target}`);
  if (others.length > 0) throw new Error(`the load raised ${others.length} alerts: ${others.slice(0, 5).join(', ')}`);
}
