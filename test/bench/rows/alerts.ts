import { startInflux } from '#hub/testkit';
import { benchDevices, benchHub } from '../hub.js';
import { load, median, percentile } from '../processes.js';
import { alertLatency, latencyRows } from './latency.js';
import type { Row } from './row.js';

const SECONDS = 8;

async function underLoad(influxUrl: string, rate: number | undefined): Promise<number[]> {
  const hub = await benchHub({ INFLUX_URL: influxUrl });
  try {
    const clients = await benchDevices(hub, 50, 'load');
    const packets = (rate ?? 12_000) * (SECONDS + 3);
    const traffic = load({
      port: hub.mqttPort,
      clients,
      inflight: 20,
      packets,
      firstTs: Date.now() - 600_000,
      ...(rate && { rate }),
    });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const latencies = await alertLatency(hub, 'probe', SECONDS);
    await traffic;
    return latencies;
  } finally {
    await hub.stop();
    hub.remove();
  }
}

/** Row (d): publish to alert on a socket at 5,000 packets/s, and at full speed as in (c). */
export async function alerts(runs: number): Promise<Row[]> {
  const influx = await startInflux();
  try {
    const at5000: number[][] = [];
    const flatOut: number[][] = [];
    for (let i = 0; i < runs; i++) {
      at5000.push(await underLoad(`${influx.url}/d${i}`, 5000));
      flatOut.push(await underLoad(`${influx.url}/e${i}`, undefined));
    }
    const middle = (list: number[][], p: number) => median(list.map((l) => percentile(l, p)));
    const of = (list: number[][]) => list.find((l) => percentile(l, 0.99) === middle(list, 0.99))!;
    return [
      ...latencyRows('d', 'publish to alert on a socket at 5,000 packets/s', of(at5000), true),
      ...latencyRows('d.full', 'the same during (c), flat out', of(flatOut), false),
    ];
  } finally {
    await influx.stop();
  }
}
