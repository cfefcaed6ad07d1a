import { startInflux } from '#hub/testkit';
import type { TestHub } from '#hub/testkit';
import mqtt from 'mqtt';
import { benchDevices, benchHub } from '../hub.js';
import { load, percentile } from '../processes.js';
import { alertLatency } from './latency.js';
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
  const query = `${hub.url}/api/readings?device=${client!.username}&metric=pm25&from=${from}&to=${from + POINTS * MINUTE_MS}`;
  for (let tries = 0; tries < 300; tries++) {
    const answer = (await (await fetch(`${query}&every=30d&aggregate=count`)).json()) as {
      points: { value: number }[];
    };
    if (answer.points.reduce((sum, p) => sum + p.value, 0) === POINTS) return query;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the month did not arrive in the store');
}

async function charts(query: string, seconds: number): Promise<{ perSecond: number; points: number }> {
  let done = 0;
  let points = 0;
  const until = performance.now() + seconds * 1000;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < until) {
        const answer = (await (await fetch(`${query}&every=1h&aggregate=mean`)).json()) as { points: unknown[] };
        points = answer.points.length;
        done++;
      }
    }),
  );
  return { perSecond: done / ((performance.now() - started) / 1000), points };
}

/** Row (g): a month's chart, eight readers at once, while (d) goes on. */
export async function chart(engine: 'influx' | 'embedded', seconds: number): Promise<Row[]> {
  const influx = engine === 'influx' ? await startInflux() : undefined;
  const hub = await benchHub(influx ? { INFLUX_URL: `${influx.url}/charts` } : {});
  try {
    const from = Math.floor((Date.now() - 31 * 86_400_000) / 3_600_000) * 3_600_000;
    const query = await fillMonth(hub, from);
    const clients = await benchDevices(hub, 50, 'load');
    const traffic = load({
      port: hub.mqttPort,
      clients,
      inflight: 20,
      packets: 5000 * (seconds + 4),
      rate: 5000,
      firstTs: Date.now() - 600_000,
    });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const [drawn, latencies] = await Promise.all([charts(query, seconds), alertLatency(hub, 'probe', seconds)]);
    await traffic;
    const id = engine === 'influx' ? 'g' : 'g.embedded';
    const store = engine === 'influx' ? 'InfluxDB' : 'the embedded store';
    return [
      {
        id: `${id}.rate`,
        what: `30-day chart (${drawn.points} bins of ${POINTS} points) from ${store}, 8 at once, beside 5,000 packets/s`,
        value: drawn.perSecond,
        unit: 'charts/s',
        bar: { atLeast: 40 },
      },
      {
        id: `${id}.p50`,
        what: 'publish to alert meanwhile, p50',
        value: percentile(latencies, 0.5),
        unit: 'ms',
        bar: { atMost: 10 },
      },
      {
        id: `${id}.p99`,
        what: 'publish to alert meanwhile, p99',
        value: percentile(latencies, 0.99),
        unit: 'ms',
        bar: { atMost: 50 },
      },
    ];
  } finally {
    await hub.stop();
    hub.remove();
    await influx?.stop();
  }
}
