import { io } from 'socket.io-client';
import mqtt from 'mqtt';
import { LIVE_NAMESPACE, type AlertTransition } from '#hub/contracts';
import type { TestHub } from '#hub/testkit';
import { benchDevices } from '../hub.js';
import type { LoadClient } from '../mqtt-load.js';
import { median, percentile } from '../processes.js';
import type { Row } from './row.js';

const PROBES = 20;
/** Registered before the load begins: a hub that is busy is not to be asked for accounts. */
export const addProbes = (hub: TestHub): Promise<LoadClient[]> => benchDevices(hub, PROBES, 'probe');

/**
 * Publishes values that raise and clear an alert in turn, and measures from the publish to the event on a socket.io
 * client. Both ends are in this process, so one clock serves.
 */
export async function alertLatency(
  hub: TestHub,
  probes: LoadClient[],
  seconds: number,
  perSecond = 50,
): Promise<number[]> {
  const clients = await Promise.all(
    probes.map((p) =>
      mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: p.username, password: p.password }),
    ),
  );
  const socket = io(`${hub.url}${LIVE_NAMESPACE}`, { transports: ['websocket'] });
  const sentAt = new Map<string, number>();
  const latencies: number[] = [];
  socket.on('alert', (event: Omit<AlertTransition, 'type'>) => {
    const sent = sentAt.get(event.alert.target);
    if (sent === undefined || (event.change !== 'opened' && event.change !== 'returned')) return;
    latencies.push(performance.now() - sent);
    sentAt.delete(event.alert.target);
  });
  await new Promise<void>((resolve) =>
    socket.once('snapshot', () => resolve()).on('connect', () => socket.emit('resume', null)),
  );
  let published = 0;
  try {
    const started = performance.now();
    while (performance.now() - started < seconds * 1000) {
      const i = published % PROBES;
      const high = Math.floor(published / PROBES) % 2 === 0;
      const probe = probes[i]!;
      sentAt.set(probe.username, performance.now());
      clients[i]!.publish(probe.topic, JSON.stringify({ ts: Date.now(), pm25: high ? 600 : 20 }), { qos: 1 });
      published++;
      await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond));
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
    // what never arrived counts as the worst
    for (let lost = latencies.length; lost < published; lost++) latencies.push(Number.POSITIVE_INFINITY);
  } finally {
    socket.disconnect();
    await Promise.all(clients.map((c) => c.endAsync(true)));
  }
  return latencies;
}

/** Medians of the runs' percentiles. `held`: they have a bar. */
export const latencyRows = (id: string, what: string, runs: number[][], held: boolean): Row[] => {
  const middle = (p: number) => median(runs.map((latencies) => percentile(latencies, p)));
  const bar = (atMost: number) => held && { bar: { atMost } };
  const common = { unit: 'ms', runs: runs.length };
  return [
    { id: `${id}.p50`, what: `${what}, p50`, value: middle(0.5), ...common, ...bar(10) },
    { id: `${id}.p99`, what: `${what}, p99`, value: middle(0.99), ...common, ...bar(50) },
  ];
};
