import { randomUUID } from 'node:crypto';
import mqtt from 'mqtt';
import { nativePacket } from '../devices/formats/native.js';
import type { HubApi } from '../hub/hub-api.js';
import { World } from '../world/world.js';
import { modelOf } from './model.js';
import { provision } from './provision.js';
import { readingOf } from './reading.js';

export interface ManyOptions {
  api: HubApi;
  mqttUrl: string;
  count: number;
  profile: string;
  now: () => number;
  say: (line: string) => void;
}
export interface ManyResult {
  /** From the labels to the last packet that was acknowledged. */
  seconds: number;
  devices: string[];
}

/** Labels made in one call. */
const LABELS = 1000;
/** Installations asked for at once, and boxes that are at it at once. */
const INSTALLERS = 12;
const BOXES = 120;

/** A carton of new boxes: labels for all, each put up, each gets its account and sends its first packet. */
export async function provisionMany(options: ManyOptions): Promise<ManyResult> {
  const { api, mqttUrl: url, count, profile, now, say } = options;
  const started = performance.now();
  const labels = [];
  for (let left = count; left > 0; left -= LABELS)
    labels.push(...(await api.printLabels(Math.min(left, LABELS), profile)));
  say(`${labels.length} tem / labels, ${secondsSince(started)} s`);
  const world = new World(1, now());
  const model = await modelOf(api, profile);
  const devices: string[] = [];
  const installing = eachOf(labels, INSTALLERS, async ({ code, secret }) => {
    await api.install({ key: randomUUID(), code, claimSecret: secret, name: `Hộp ${code}`, takenAt: now() });
  });
  const boxes = eachOf(labels, BOXES, async ({ code, secret }) => {
    const account = await provision({ url, code, secret });
    const { id, commune } = account;
    const line = await mqtt.connectAsync(url, { username: id, password: account.secret, reconnectPeriod: 0 }, false);
    const { topic, payload } = nativePacket(commune, id, [{ ts: now(), values: readingOf(world, model, now()) }]);
    await line.publishAsync(topic, payload as string, { qos: 1 });
    devices.push(id);
    await line.endAsync();
  });
  await Promise.all([installing, boxes]);
  return { seconds: (performance.now() - started) / 1000, devices };
}

const secondsSince = (started: number) => ((performance.now() - started) / 1000).toFixed(1);

async function eachOf<T>(items: readonly T[], atOnce: number, act: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
