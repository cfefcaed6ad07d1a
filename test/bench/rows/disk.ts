import { FLEET, fleetWithPast, onlyProbesAlarm } from '../fleet.js';
import { benchHub } from '../hub.js';
import { beside, bytesWritten, live, sleep } from '../processes.js';
import type { LoadClient } from '../mqtt-load.js';
import type { Row } from './row.js';

interface Disk {
  rate: number;
  /** GB a day. */
  bar: number;
  warmUpSeconds: number;
  seconds: number;
  history?: number;
}

interface Filled extends Disk {
  hub: Awaited<ReturnType<typeof benchHub>>;
  clients: LoadClient[];
}

async function filled(disk: Disk): Promise<Filled> {
  const hub = await benchHub();
  try {
    return { ...disk, hub, clients: await fleetWithPast(hub, (FLEET / disk.rate) * 1000, disk.history) };
  } catch (error) {
    await hub.stop();
    hub.remove();
    throw error;
  }
}

async function measured({ hub, clients, rate, bar, warmUpSeconds, seconds }: Filled): Promise<Row> {
  try {
    const perSecond = await beside(live(hub.mqttPort, clients, rate, 2 * (warmUpSeconds + seconds)), async () => {
      await sleep(warmUpSeconds * 1000);
      const before = bytesWritten(hub.pid);
      const started = performance.now();
      await sleep(seconds * 1000);
      return (bytesWritten(hub.pid) - before) / ((performance.now() - started) / 1000);
    });
    await onlyProbesAlarm(hub);
    const value = (perSecond * 86_400) / 1e9;
    return {
      ...{ id: `h.${rate}`, what: `written to disk at ${rate} packets/s, in ${seconds} s`, value, unit: 'GB/day' },
      ...{ bar: { atMost: bar }, runs: 1 },
    };
  } finally {
    await hub.stop();
    hub.remove();
  }
}

/**
 * Row (h): what reaches the disk in a day, all streams and the embedded stores, of 500 devices that have been there for
 * long: the log is trimmed and the alert engine folds samples. One run of each rate.
 *
 * The embedded store sorts its journal into chunks at 32,768 packets or after ten minutes. At 500 packets/s that is every
 * 65.5 s, and 131 s hold two of them; at 10 packets/s every 600 s, and so long is the run: one of them is in it, since
 * it began less than 600 s after the one before. Both rates run side by side, each in a hub and a folder of its own:
 * bytes are counted by process, and two hubs that wait most of the time do not change each other's.
 */
export async function diskBytes(quick: boolean): Promise<Row[]> {
  const short = { warmUpSeconds: 5, seconds: 10, history: 100 };
  const [busy, calm] = [
    { rate: 500, bar: 150, warmUpSeconds: 15, seconds: 131 },
    { rate: 10, bar: 25, warmUpSeconds: 30, seconds: 600 },
  ];
  // the busy one is filled while the calm one runs already; both end before anything is said
  const slow = measured(await filled({ ...calm, ...(quick && short) }));
  const fast = filled({ ...busy, ...(quick && short) }).then(measured);
  await Promise.allSettled([fast, slow]);
  return Promise.all([fast, slow]);
}
