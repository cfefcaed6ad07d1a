import mqtt from 'mqtt';
import { FLEET, fleetWithPast, onlyProbesAlarm } from '../fleet.js';
import { benchDevices, benchHub } from '../hub.js';
import { beside, live, median, rssAnonMb, sleep } from '../processes.js';
import type { Row } from './row.js';

/**
 * Row (e): 500 connected devices that have been there for long, a packet a second each; the most in that time. One run:
 * what counts is the highest of a minute, and filling takes longer than that.
 */
export async function memory(seconds: number, history?: number): Promise<Row[]> {
  const hub = await benchHub();
  try {
    const clients = await fleetWithPast(hub, 1000, history);
    let peak = 0;
    const watch = setInterval(() => (peak = Math.max(peak, rssAnonMb(hub.pid))), 500);
    await beside(live(hub.mqttPort, clients, FLEET, 5 * seconds), () => sleep(seconds * 1000));
    clearInterval(watch);
    await onlyProbesAlarm(hub);
    return [
      {
        ...{ id: 'e.rssAnon', what: '500 devices with a past, a packet a second each: anonymous memory, peak' },
        ...{ value: peak, unit: 'MB', bar: { atMost: 200 }, runs: 1 },
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
      {
        ...{ id: 'f.start', what: 'start to first accepted packet', value: median(seconds), unit: 's' },
        ...{ bar: { atMost: 3 }, runs },
      },
    ];
  } finally {
    await hub.stop();
    hub.remove();
  }
}
