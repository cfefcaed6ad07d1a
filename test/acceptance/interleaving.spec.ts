import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import mqtt, { type MqttClient } from 'mqtt';
import type { Alert } from '#hub/contracts';
import { topics } from '#hub/contracts';
import { eventually, startHub, type TestHub } from '#hub/testkit';
import { alertsOf, get, storedValues } from '../faults/asking.js';
import { LiveClient } from '../faults/live-client.js';

/**
 * Each device is a case of its own: what it measured, and in which order, how often and how late it came. All of them
 * speak at once, to a hub that is killed again and again, and in order to one that is left in peace.
 */
const DEVICES = 60;
const KILLS = 4;
const MINUTE = 60_000;
const READINGS = 30;
/** Older than this on arrival is late: the profile says ten minutes, the rest is for a slow machine. */
const LATE = 12;
const LIMIT = 100;
const COMMUNE = '00000';
/** Chooses the cases. A failed run is repeated with the seed that its name tells. */
const SEED = Number(process.env['FAULTS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

interface Case {
  device: string;
  /** By minute; above 100 is an incident. */
  values: number[];
  /** Minutes in the order in which they arrive, repeats among them; packets of one to four readings. */
  packets: number[][];
}

const caseOf = (device: string): fc.Arbitrary<Case> =>
  fc
    .record({
      values: fc.array(fc.constantFrom(20, 40, 150, 300), { minLength: READINGS, maxLength: READINGS }),
      order: fc.shuffledSubarray(
        Array.from({ length: READINGS }, (_, i) => i),
        { minLength: READINGS, maxLength: READINGS },
      ),
      repeats: fc.array(fc.tuple(fc.nat(READINGS - 1), fc.nat(READINGS)), { maxLength: 10 }),
      sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: READINGS, maxLength: READINGS }),
    })
    .map(({ values, order, repeats, sizes }) => {
      const arrivals = [...order];
      for (const [minute, at] of repeats) arrivals.splice(at, 0, minute);
      const packets: number[][] = [];
      for (let i = 0; arrivals.length > 0; i++) packets.push(arrivals.splice(0, sizes[i % sizes.length]));
      return { device, values, packets };
    });

/** One connection speaks for all devices, and sends again whatever was not acknowledged. */
async function sendAll(
  hub: TestHub,
  secret: string,
  packets: [device: string, body: string][],
  kills: Set<number>,
  live?: LiveClient,
) {
  let client: MqttClient | undefined;
  const connect = async () => {
    client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
      username: 'box',
      password: secret,
      reconnectPeriod: 0,
    });
    client.on('error', () => {});
  };
  await connect();
  let waiting = packets.map((packet, i) => ({ i, packet }));
  while (waiting.length > 0) {
    const window = waiting.slice(0, 40);
    const acked = new Set<number>();
    const publishing = window.map(async ({ i, packet: [device, body] }) => {
      await client!.publishAsync(topics.telemetry(COMMUNE, device), body, { qos: 1 });
      acked.add(i);
    });
    if (window.some(({ i }) => kills.delete(i))) {
      await Promise.race(publishing.map((p) => p.catch(() => undefined)));
      const killed = live?.run;
      await hub.kill9();
      client!.end(true);
      await hub.restart();
      await eventually(
        'the wall to follow the new run',
        () => live?.run,
        (run) => run !== killed,
      );
      await connect();
    } else await Promise.all(publishing);
    waiting = waiting.filter(({ i }) => !acked.has(i));
  }
  await client!.endAsync();
  // every kill that was planned has happened
  expect([...kills]).toEqual([]);
}

describe(`any interleaving of packets, repeats, late data and restarts (FAULTS_SEED=${SEED})`, () => {
  const cases = Array.from(
    { length: DEVICES },
    (_, i) => fc.sample(caseOf(`air-${i}`), { seed: SEED + i, numRuns: 1 })[0]!,
  );
  let base = 0;
  let live: LiveClient;
  const hubs: { peace: TestHub; faults: TestHub } = {} as never;

  beforeAll(async () => {
    const env = {
      RULES: 'test/faults/rules.json',
      MQTT_RATE_PACKETS: '100000',
      MQTT_BURST: '100000',
      MQTT_RATE_READINGS: '100000',
    };
    const send = async (hub: TestHub, packets: [string, string][], kills: Set<number>, wall?: LiveClient) => {
      const box = { id: 'box', codec: 'native', topics: [`communes/${COMMUNE}/devices/+/telemetry`] };
      const { secret } = (await post(hub, '/api/gateways', box)) as { secret: string };
      for (const { device } of cases)
        await post(hub, '/api/devices', { id: device, profile: 'air-station', gateway: 'box', installedAt: 0 });
      await sendAll(hub, secret, packets, kills, wall);
    };
    const body = (values: number[], minutes: number[]) =>
      JSON.stringify(minutes.map((m) => ({ ts: base + m * MINUTE, pm25: values[m] })));
    // the base is fixed before the first packet is written down
    base = Date.now() - READINGS * MINUTE;

    hubs.faults = await startHub({ env });
    live = await LiveClient.open(hubs.faults);
    const queues = cases.map(({ device, values, packets }) =>
      packets.map((p): [string, string] => [device, body(values, p)]),
    );
    const mixed = interleave(queues, SEED);
    const kills = new Set(Array.from({ length: KILLS }, (_, k) => Math.floor(((k + 0.5) * mixed.length) / KILLS)));
    await send(hubs.faults, mixed, kills, live);

    hubs.peace = await startHub({ env });
    const minutes = Array.from({ length: READINGS }, (_, m) => m);
    await send(
      hubs.peace,
      minutes.flatMap((m) => cases.map((c): [string, string] => [c.device, body(c.values, [m])])),
      new Set(),
    );
  }, 240_000);
  afterAll(async () => {
    live?.close();
    await hubs.faults?.stop();
    await hubs.peace?.stop();
  });

  const story = ({ device, values, packets }: Case) =>
    `${device}: values ${values.join(' ')}; packets ${packets.map((p) => p.join('+')).join(' ')}`;

  it('stores the same points', async () => {
    for (const each of cases) {
      const wanted = new Map(each.values.map((value, m) => [base + m * MINUTE, value]));
      for (const hub of [hubs.faults, hubs.peace]) {
        const stored = await eventually(
          `${READINGS} points of ${each.device}`,
          () => storedValues(hub, each.device, 'pm25', base, base + READINGS * MINUTE),
          (points) => points.length === READINGS,
        );
        expect({ story: story(each), stored: new Map(stored) }).toEqual({ story: story(each), stored: wanted });
      }
    }
  }, 120_000);

  it('finds the same incidents by event time', async () => {
    for (const each of cases) {
      const wanted = intervalsAbove(each.values).map(([from, to]) => [
        base + from * MINUTE,
        to === undefined ? undefined : base + to * MINUTE,
      ]);
      for (const hub of [hubs.faults, hubs.peace]) {
        const found = await eventually(
          `${wanted.length} incidents of ${story(each)}`,
          async () => intervals(await alertsOf(hub, each.device)),
          (list) => JSON.stringify(list) === JSON.stringify(wanted),
          // an incident of which only late readings tell is written down after a minute of quiet
          90_000,
        );
        expect(found).toEqual(wanted);
      }
    }
  }, 240_000);

  it('pages for what goes on now, once, and never for what was over and only late readings told of', async () => {
    const paged = (id: string) => live.pages.filter((e) => e.alert.id === id).length;
    for (const each of cases) {
      const told = story(each);
      const alerts = (await alertsOf(hubs.faults, each.device)).filter((a) => !isWithdrawn(a));
      for (const alert of alerts) {
        const late = alert.endedAt !== undefined && alert.endedAt < base + (READINGS - LATE) * MINUTE;
        if (late)
          expect({ told, alert: alert.id, backdated: alert.backdated }).toEqual({
            told,
            alert: alert.id,
            backdated: true,
          });
        // still above at its newest reading, which was on time: somebody has to be told
        if (alert.endedAt === undefined) {
          expect({ told, backdated: alert.backdated }).toEqual({ told, backdated: false });
          await eventually(
            `the wall to know of ${alert.id}; ${told}`,
            () => paged(alert.id) > 0 || live.shown.has(alert.id),
            (known) => known,
          );
        }
        const { events } = await get<{ events: { change: string }[] }>(
          hubs.faults,
          `/api/alerts/${encodeURIComponent(alert.id)}`,
        );
        const opened = events.filter((e) => e.change === 'opened').length;
        expect({ told, alert: alert.id, opened }).toEqual({ told, alert: alert.id, opened: alert.backdated ? 0 : 1 });
        if (alert.backdated) expect({ told, alert: alert.id, paged: paged(alert.id) }).toMatchObject({ paged: 0 });
      }
    }
    // the wall heard every run of the hub from its beginning, so it would have heard a page that a restart repeated
    expect({ runs: new Set(live.alerts.map((a) => a.run)).size, gaps: live.gaps }).toEqual({
      runs: KILLS + 1,
      gaps: 0,
    });
    const all = live.pages.map((e) => e.alert.id);
    expect(all.filter((id, i) => all.indexOf(id) !== i)).toEqual([]);
  }, 60_000);
});

async function post(hub: TestHub, path: string, body: unknown): Promise<unknown> {
  const answer = await hub.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return await answer.json();
}

/** Merges queues at random, each in its own order. */
function interleave<T>(queues: T[][], seed: number): T[] {
  const rest = queues.map((q) => [...q]);
  const all: T[] = [];
  let state = (seed % 2_147_483_646) + 1;
  while (rest.some((q) => q.length > 0)) {
    state = (state * 48_271) % 2_147_483_647;
    const live = rest.filter((q) => q.length > 0);
    all.push(live[state % live.length]!.shift()!);
  }
  return all;
}

function intervalsAbove(values: number[]): [from: number, to: number | undefined][] {
  const found: [number, number | undefined][] = [];
  values.forEach((value, m) => {
    const open = found.at(-1);
    const isOpen = open !== undefined && open[1] === undefined;
    if (value > LIMIT && !isOpen) found.push([m, undefined]);
    else if (value <= LIMIT && isOpen) open[1] = m;
  });
  return found;
}

const isWithdrawn = (alert: Alert) => alert.endedAt === alert.startedAt;
const intervals = (alerts: Alert[]) =>
  alerts
    .filter((alert) => !isWithdrawn(alert))
    .map((alert): [number, number | undefined] => [alert.startedAt, alert.endedAt])
    .sort((a, b) => a[0] - b[0]);
