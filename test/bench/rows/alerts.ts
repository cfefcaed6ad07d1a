import { startInflux } from '#hub/testkit';
import { onlyProbesAlarm } from '../fleet.js';
import { benchDevices, benchHub } from '../hub.js';
import { beside, live, sleep } from '../processes.js';
import { addProbes, alertLatency, latencyRows } from './latency.js';
import type { Row } from './row.js';

const SECONDS = 8;
const LOAD = 50;
/** More than the hub takes in the time that is measured. */
const FLAT_OUT = 2_000_000;

async function underLoad(influxUrl: string, rate: number | undefined): Promise<number[]> {
  const hub = await benchHub({ INFLUX_URL: influxUrl });
  try {
    const clients = await benchDevices(hub, LOAD, 'load');
    const probes = await addProbes(hub);
    const options = rate
      ? live(hub.mqttPort, clients, rate, 5 * SECONDS)
      : // a millisecond a packet, as in (c), and the last of this moment
        { port: hub.mqttPort, clients, inflight: 20, packets: FLAT_OUT, firstTs: Date.now() - FLAT_OUT / LOAD };
    const latencies = await beside(options, async () => {
      await sleep(1500);
      return alertLatency(probes, SECONDS);
    });
    await onlyProbesAlarm(hub);
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
    return [
      ...latencyRows('d', 'publish to alert on a socket at 5,000 packets/s', at5000, true),
      ...latencyRows('d.full', 'the same during (c), flat out', flatOut, false),
    ];
  } finally {
    await influx.stop();
  }
}
