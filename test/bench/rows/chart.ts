import { startInflux } from '#hub/testkit';
import type { TestHub } from '#hub/testkit';
import mqtt from 'mqtt';
import { benchDevices, benchHub } from '../hub.js';
import { beside, live, median, sleep } from '../processes.js';
import { addProbes, alertLatency, latencyRows } from './latency.js';
import type { Row } from './row.js';

const POINTS = 43_200;
const MINUTE_MS = 60_000;
const AT_ONCE = 8;

/** Sends 30 days at one-minute spacing as a logger's backlog would come. */
async function fillMonth(hub: TestHub, from: number): Promise<string> {
  const [client] = await benchDevices(hub, 1, 'month');
  const device = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, {
    username: client!.username,
    password: client!.password,
  });
  for (let i = 0; i < POINTS; i += 720) {
    const backlog = Array.from({ length: 720 }, (_, k) => ({
      ts: from + (i + k) * MINUTE_MS,
      pm25: 20 + Math.sin((i + k) / 200) * 15,
    }));
    await device.publishAsync(client!.topic, JSON.stringify(backlog), { qos: 1 });
  }
  await device.endAsync();
  const query = `/api/readings?device=${client!.username}&metric=pm25&from=${from}&to=${from + POINTS * MINUTE_MS}`;
  for (let tries = 0; tries < 300; tries++) {
    const answer = (await (await hub.fetch(`${query}&every=30d&aggregate=count`)).json()) as {
      points: { value: number }[];
    };
    if (answer.points.reduce((sum, p) => sum + p.value, 0) === POINTS) return query;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the month did not arrive in the store');
}

async function charts(hub: TestHub, query: string, seconds: number): Promise<{ perSecond: number; points: number }> {
  let done = 0;
  let points = 0;
  const until = performance.now() + seconds * 1000;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < until) {
        const answer = (await (await hub.fetch(`${query}&every=1h&aggregate=mean`)).json()) as { points: unknown[] };
        points = answer.points.length;
        done++;
      }
    }),
  );
  return { perSecond: done / ((performance.now() - started) / 1000), points };
}

interface Run {
  perSecond: number;
  points: number;
  latencies: number[];
}

async function once(influxUrl: string | undefined, seconds: number): Promise<Run> {
  const hub = await benchHub(influxUrl ? { INFLUX_URL: influxUrl } : {});
  try {
    const from = Math.floor((Date.now() - 31 * 86_400_000) / 3_600_000) * 3_600_000;
    const query = await fillMonth(hub, from);
    const clients = await benchDevices(hub, 50, 'load');
    const probes = await addProbes(hub);
    return await beside(live(hub.mqttPort, clients, 5000, 5 * seconds), async () => {
      await sleep(1000);
      const [drawn, latencies] = await Promise.all([charts(hub, query, seconds), alertLatency(probes, seconds)]);
      return { ...drawn, latencies };
    });
  } finally {
    await hub.stop();
    hub.remove();
  }
}

/** Row (g): a month's chart, eight readers at once, while (d) goes on. From both stores in turn. */
export async function chart(runs: number, seconds: number): Promise<Row[]> {
  const influx = await startInflux();
  const [fromInflux, embedded]: [Run[], Run[]] = [[], []];
  try {
    for (let i = 0; i < runs; i++) {
      fromInflux.push(await once(`${influx.url}/charts${i}`, seconds));
      embedded.push(await once(undefined, seconds));
    }
  } finally {
    await influx.stop();
  }
  return [...rowsOf('g', 'InfluxDB', fromInflux), ...rowsOf('g.embedded', 'the embedded store', embedded)];
}

const rowsOf = (id: string, store: string, runs: Run[]): Row[] => [
  {
    id: `${id}.rate`,
    what: `30-day chart (${runs[0]!.points} bins of ${POINTS} points) from ${store}, 8 at once, beside 5,000 packets/s`,
    value: median(runs.map((run) => run.perSecond)),
    unit: 'charts/s',
    bar: { atLeast: 40 },
    runs: runs.length,
  },
  ...latencyRows(
    id,
    'publish to alert meanwhile',
    runs.map((run) => run.latencies),
    true,
  ),
];
