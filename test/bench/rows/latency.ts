import { io, type Socket } from 'socket.io-client';
import mqtt from 'mqtt';
import { LIVE_NAMESPACE, type AlertTransition } from '#hub/contracts';
import type { TestHub } from '#hub/testkit';
import { benchDevices } from '../hub.js';
import { median, percentile, sleep } from '../processes.js';
import type { Row } from './row.js';

const PROBES = 20;

/** Devices that are signed in and a client that looks on. */
export interface Probes {
  devices: { client: mqtt.MqttClient; target: string; topic: string }[];
  socket: Socket;
}

/** Before the load begins: what is measured is neither signing in nor asking a busy hub for accounts. */
export async function addProbes(hub: TestHub): Promise<Probes> {
  const accounts = await benchDevices(hub, PROBES, 'probe');
  const devices = await Promise.all(
    accounts.map(async ({ username, password, topic }) => {
      const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username, password });
      // a line that breaks is a probe that never arrives, and is counted as that
      client.on('error', () => undefined);
      return { client, target: username, topic };
    }),
  );
  const socket = io(`${hub.url}${LIVE_NAMESPACE}`, {
    transports: ['websocket'],
    extraHeaders: { cookie: await hub.cookie() },
  });
  await new Promise<void>((resolve) =>
    socket.once('snapshot', () => resolve()).on('connect', () => socket.emit('resume', null)),
  );
  return { devices, socket };
}

/**
 * Publishes values that raise and clear an alert in turn, and measures from the publish to the event on a socket.io
 * client, milliseconds; what never arrived took for ever. Both ends are in this process, so one clock serves.
 */
export async function alertLatency({ devices, socket }: Probes, seconds: number, perSecond = 50): Promise<number[]> {
  const sentAt = new Map<string, number>();
  const latencies: number[] = [];
  socket.on('alert', ({ alert, change }: Omit<AlertTransition, 'type'>) => {
    // told apart by the direction: an alert that is slow is not taken for the answer to the next value
    const key = `${alert.target} ${change}`;
    const sent = sentAt.get(key);
    if (sent === undefined) return;
    latencies.push(performance.now() - sent);
    sentAt.delete(key);
  });
  let published = 0;
  try {
    const started = performance.now();
    while (performance.now() - started < seconds * 1000) {
      const { client, target, topic } = devices[published % devices.length]!;
      const high = Math.floor(published / devices.length) % 2 === 0;
      sentAt.set(`${target} ${high ? 'opened' : 'returned'}`, performance.now());
      client.publish(topic, JSON.stringify({ ts: Date.now(), pm25: high ? 600 : 20 }), { qos: 1 });
      published++;
      await sleep(1000 / perSecond);
    }
    await sleep(1000);
    for (let lost = latencies.length; lost < published; lost++) latencies.push(Number.POSITIVE_INFINITY);
  } finally {
    socket.disconnect();
    await Promise.all(devices.map(({ client }) => client.endAsync(true)));
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
