import { startInflux } from '#hub/testkit';
import { metricsOf } from '../figures.js';
import { benchDevices, benchHub, readableIn } from '../hub.js';
import type { LoadClient, LoadResult } from '../mqtt-load.js';
import { cpuMicros, load, median, start, workFolder } from '../processes.js';
import type { Row } from './row.js';

const CLIENTS = 50;
const INFLIGHT = 20;

interface Run extends LoadResult {
  perSecond: number;
  cpuPerPacket: number;
}

/** So that the last of a client's packets, each a millisecond after the one before, is of this moment: a live load. */
const startingAt = (packets: number) => Date.now() - packets / CLIENTS;

async function measured(pid: number, port: number, clients: LoadClient[], packets: number): Promise<Run> {
  // one short run first: what is compiled and what is cached should be the same for all contenders
  await load({ port, clients, inflight: INFLIGHT, packets: packets / 5, firstTs: startingAt(2 * packets) });
  const before = cpuMicros(pid);
  const result = await load({ port, clients, inflight: INFLIGHT, packets, firstTs: startingAt(packets) });
  return {
    ...result,
    perSecond: result.acked / result.seconds,
    cpuPerPacket: (cpuMicros(pid) - before) / result.acked,
  };
}

async function bare(packets: number): Promise<Run> {
  const server = await start('bare-aedes.js');
  const clients = Array.from({ length: CLIENTS }, (_, i) => ({
    username: `bench-${i}`,
    password: 'x',
    topic: `communes/00001/devices/bench-${i}/telemetry`,
  }));
  try {
    return await measured(server.pid, server.said.port, clients, packets);
  } finally {
    await server.stop();
  }
}

async function brokerOnly(packets: number): Promise<Run> {
  const folder = workFolder();
  const server = await start('broker-only.js', { BENCH_DATA_DIR: folder.dir });
  const clients = Array.from({ length: CLIENTS }, (_, i) => ({
    username: `bench-${i}`,
    password: `secret-${i}`,
    topic: `communes/00001/devices/bench-${i}/telemetry`,
  }));
  try {
    return await measured(server.pid, server.said.port, clients, packets);
  } finally {
    await server.stop();
    folder.remove();
  }
}

/** From the first publish until the last packet can be read from the store. */
async function wholeHub(packets: number, influxUrl: string | undefined): Promise<Run & { missing: number }> {
  const hub = await benchHub(influxUrl ? { INFLUX_URL: influxUrl } : {});
  try {
    const clients = await benchDevices(hub, CLIENTS, 'bench');
    const warmTs = startingAt(2 * packets);
    await load({ port: hub.mqttPort, clients, inflight: INFLIGHT, packets: packets / 5, firstTs: warmTs });
    await readableIn(hub, clients, warmTs, packets / 5);
    const firstTs = startingAt(packets);
    const before = cpuMicros(hub.pid);
    const started = performance.now();
    const result = await load({ port: hub.mqttPort, clients, inflight: INFLIGHT, packets, firstTs });
    await readableIn(hub, clients, firstTs, result.acked);
    const seconds = (performance.now() - started) / 1000;
    const cpuPerPacket = (cpuMicros(hub.pid) - before) / result.acked;
    // that nothing of a packet is missing is asked when the clock has stopped
    const whole = await readableIn(hub, clients, firstTs, result.acked, metricsOf('air-station'));
    return { ...result, seconds, perSecond: result.acked / seconds, cpuPerPacket, missing: result.acked - whole };
  } finally {
    await hub.stop();
    await hub.remove();
  }
}

/** Rows (a), (b), (c): alternating runs, so that a slow minute of the machine hits all alike; medians. */
export async function throughput(runs: number, packets: number): Promise<Row[]> {
  const influx = await startInflux();
  const a: Run[] = [];
  const b: Run[] = [];
  const c: (Run & { missing: number })[] = [];
  const s: (Run & { missing: number })[] = [];
  try {
    for (let i = 0; i < runs; i++) {
      a.push(await bare(packets));
      b.push(await brokerOnly(packets));
      c.push(await wholeHub(packets, `${influx.url}/bench${i}`));
      s.push(await wholeHub(packets, undefined));
      process.stderr.write(
        `  run ${i + 1}/${runs}: bare ${a[i]!.perSecond.toFixed(0)}/s, broker ${b[i]!.perSecond.toFixed(0)}/s, hub with InfluxDB ${c[i]!.perSecond.toFixed(0)}/s, embedded ${s[i]!.perSecond.toFixed(0)}/s\n`,
      );
    }
  } finally {
    await influx.stop();
  }
  const rate = (list: Run[]) => median(list.map((r) => r.perSecond));
  const cpu = (list: Run[]) => median(list.map((r) => r.cpuPerPacket));
  const ratio = (x: Run[]) => median(x.map((r, i) => r.perSecond / a[i]!.perSecond));
  const rows: Omit<Row, 'runs'>[] = [
    { id: 'a.rate', what: 'bare aedes, QoS 1, no subscriber', value: rate(a), unit: 'packets/s' },
    { id: 'a.cpu', what: 'its CPU', value: cpu(a), unit: 'µs/packet' },
    { id: 'b.rate', what: 'broker, on disk before the PUBACK', value: rate(b), unit: 'packets/s' },
    { id: 'b.ratio', what: 'against (a)', value: ratio(b), unit: '×', bar: { atLeast: 0.8 } },
    { id: 'b.cpu', what: 'its CPU', value: cpu(b), unit: 'µs/packet' },
    {
      id: 'b.cpuRatio',
      what: 'CPU against (a)',
      value: median(b.map((r, i) => r.cpuPerPacket / a[i]!.cpuPerPacket)),
      unit: '×',
      bar: { atMost: 1.3 },
    },
    { id: 'b.p99', what: 'publish to PUBACK, p99', value: median(b.map((r) => r.p99Ms)), unit: 'ms' },
    { id: 'c.rate', what: 'whole hub, publish to readable in InfluxDB', value: rate(c), unit: 'packets/s' },
    { id: 'c.ratio', what: 'against (a)', value: ratio(c), unit: '×', bar: { atLeast: 0.4 } },
    { id: 'c.cpu', what: 'its CPU', value: cpu(c), unit: 'µs/packet' },
    {
      id: 'c.missing',
      what: 'packets missing in InfluxDB',
      value: Math.max(...c.map((r) => r.missing)),
      unit: 'packets',
      bar: { atMost: 0 },
    },
    { id: 'c.embedded.rate', what: 'whole hub, embedded store', value: rate(s), unit: 'packets/s' },
    { id: 'c.embedded.ratio', what: 'against (a)', value: ratio(s), unit: '×' },
    {
      id: 'c.embedded.missing',
      what: 'packets missing',
      value: Math.max(...s.map((r) => r.missing)),
      unit: 'packets',
      bar: { atMost: 0 },
    },
  ];
  return rows.map((row) => ({ ...row, runs }));
}
