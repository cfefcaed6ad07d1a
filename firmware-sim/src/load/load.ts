import { Account } from '../devices/account.js';
import { nativePacket } from '../devices/formats/native.js';
import { Lane } from '../devices/lane.js';
import type { Measurement } from '../devices/packet.js';
import { enrol } from '../hub/enrol.js';
import type { HubApi, NewDevice } from '../hub/hub-api.js';
import type { StateFolder } from '../hub/state-folder.js';
import { DAY_MS } from '../physics/sun.js';
import { random, seedOf } from '../random.js';

export interface LoadOptions {
  api: HubApi;
  mqttUrl: string;
  state: StateFolder;
  devices: number;
  /** Packets a second, of all devices together. */
  rate: number;
  seconds: number;
  seed: number;
  now: () => number;
  say: (line: string) => void;
}
export interface LoadResult {
  sent: number;
  acknowledged: number;
  /** Not acknowledged when the time for it was over, and overwritten in full buffers. */
  waiting: number;
  lost: number;
  /** From the first packet to the last acknowledgement. */
  seconds: number;
}

const TICK_MS = 20;
/** How long the last acknowledgements are waited for. */
const DRAIN_MS = 30_000;
const BUFFERED = 5000;

/** Native devices that send packets of four metrics at a steady rate, each in its turn. */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { api, mqttUrl, state, rate, seconds, now, say } = options;
  const devices = Array.from({ length: options.devices }, (_, i) => deviceOf(i + 1, now()));
  const enrolled = await enrol(api, state, { devices });
  const next = random(seedOf('load', options.seed));
  const senders = devices.map(({ id }) => {
    const secret = state.secret(id) ?? '';
    const renewSecret = async () => {
      const fresh = await api.newSecret('devices', id).catch(() => undefined);
      if (fresh !== undefined) state.keepSecret(id, fresh);
      return fresh;
    };
    const account = new Account({ url: mqttUrl, id, secret, random: random(seedOf('load', id)), renewSecret });
    // one measurement a packet: this is about packets
    const encode = (kept: readonly Measurement[]) => nativePacket(enrolled.communes.get(id)!, id, kept);
    const lane = account.add(new Lane<Measurement>(encode, { batch: 1, underway: 20, buffered: BUFFERED }));
    account.start();
    return { account, lane };
  });
  const sum = (of: (account: Account) => number) => senders.reduce((n, { account }) => n + of(account), 0);
  try {
    await until(() => senders.every(({ account }) => account.isUp), DRAIN_MS);
    say(`${sum((a) => (a.isUp ? 1 : 0))}/${devices.length} thiết bị đã nối / devices connected`);
    const started = performance.now();
    let sent = 0;
    for (let elapsed = 0; elapsed < seconds; elapsed = (performance.now() - started) / 1000) {
      for (const due = Math.floor(elapsed * rate); sent < due; sent++) {
        const { lane } = senders[sent % senders.length]!;
        lane.outbox.push({ ts: now(), values: valuesOf(next) });
      }
      for (const { account } of senders) account.flush();
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
    await until(() => sum((a) => a.waiting) === 0, DRAIN_MS);
    const took = (performance.now() - started) / 1000;
    return {
      sent,
      acknowledged: sum((a) => a.items),
      waiting: sum((a) => a.waiting),
      lost: sum((a) => a.lost),
      seconds: took,
    };
  } finally {
    await Promise.all(senders.map(({ account }) => account.stop()));
  }
}

const deviceOf = (number: number, now: number): NewDevice => ({
  id: `tai-${String(number).padStart(4, '0')}`,
  profile: 'air-station',
  name: `Thiết bị tạo tải ${number}`,
  simulated: true,
  installedAt: now - DAY_MS,
});

const valuesOf = (next: () => number) => ({
  pm25: Number((12 + 6 * next()).toFixed(1)),
  pm10: Number((24 + 10 * next()).toFixed(1)),
  temperature: Number((28 + 2 * next()).toFixed(1)),
  humidity: Number((70 + 5 * next()).toFixed(1)),
});

async function until(is: () => boolean, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!is() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, TICK_MS));
}
