import mqtt from 'mqtt';
import { benchDevices, benchHub } from '../hub.js';
import { bytesWritten, load, median, rssAnonMb } from '../processes.js';
import type { Row } from './row.js';

/** Row (e): 500 connected devices, a packet a second each. */
export async function memory(seconds: number): Promise<Row[]> {
  const hub = await benchHub();
  try {
    const clients = await benchDevices(hub, 500, 'mem');
    let peak = 0;
    const watch = setInterval(() => (peak = Math.max(peak, rssAnonMb(hub.pid))), 500);
    await load({
      port: hub.mqttPort,
      clients,
      inflight: 1,
      packets: 500 * seconds,
      rate: 500,
      firstTs: Date.now() - 600_000,
    });
    clearInterval(watch);
    return [
      {
        id: 'e.rssAnon',
        what: '500 devices at a packet a second: anonymous memory, peak',
        value: peak,
        unit: 'MB',
        bar: { atMost: 200 },
      },
    ];
  } finally {
    await hub.stop();
    hub.remove();
  }
}

/** Row (f): from the start of the process to the first packet acknowledged. */
export async function startUp(runs: number): Promise<Row[]> {
  const hub = await benchHub();
  const seconds: number[] = [];
  try {
    const [client] = await benchDevices(hub, 1, 'first');
    for (let i = 0; i < runs; i++) {
      await hub.stop();
      const started = performance.now();
      const restarted = hub.restart();
      for (;;) {
        try {
          const device = await mqtt.connectAsync(
            `mqtt://127.0.0.1:${hub.mqttPort}`,
            {
              username: client!.username,
              password: client!.password,
              reconnectPeriod: 0,
              connectTimeout: 500,
            },
            false,
          );
          await device.publishAsync(client!.topic, '{"pm25":20}', { qos: 1 });
          seconds.push((performance.now() - started) / 1000);
          await device.endAsync(true);
          break;
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      }
      await restarted;
    }
    return [
      { id: 'f.start', what: 'start to first accepted packet', value: median(seconds), unit: 's', bar: { atMost: 3 } },
    ];
  } finally {
    await hub.stop();
    hub.remove();
  }
}

/** Row (h): what reaches the disk in a day, extrapolated from `seconds`, all streams and the embedded stores. */
export async function diskBytes(rate: number, bar: number, seconds: number): Promise<Row[]> {
  const hub = await benchHub();
  try {
    const clients = await benchDevices(hub, Math.min(500, rate), 'disk');
    const run = (s: number, firstTs: number) =>
      load({ port: hub.mqttPort, clients, inflight: 1, packets: rate * s, rate, firstTs });
    await run(5, Date.now() - 1_200_000);
    const before = bytesWritten(hub.pid);
    const started = performance.now();
    await run(seconds, Date.now() - 600_000);
    // the checkpoints of the stores belong to it
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const perSecond = (bytesWritten(hub.pid) - before) / ((performance.now() - started) / 1000);
    const value = (perSecond * 86_400) / 1e9;
    return [
      { id: `h.${rate}`, what: `written to disk at ${rate} packets/s`, value, unit: 'GB/day', bar: { atMost: bar } },
    ];
  } finally {
    await hub.stop();
    hub.remove();
  }
}
