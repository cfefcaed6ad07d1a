import { topics } from '#hub/contracts';
import type { RawClient } from '../../../apps/broker/src/testing/raw-client.js';
import { type BoxAccount, enter, listen, say } from '../boxes.js';
import { benchDevices, benchHub, readableIn } from '../hub.js';
import { live, load, median, rssAnonMb, sleep } from '../processes.js';
import { byBatch } from './provisioning.js';
import type { Row } from './row.js';

const STORM = 1000;
/** Devices that stay, and what all of them send. */
const STEADY = { clients: 50, rate: 500, seconds: 30 };
/** Much more than that: they are not heard any more. */
const LOST_MS = 4 * STEADY.seconds * 1000;
/** As many as the hub takes, as it is delivered. */
const IDLE = 2000;

interface Storm {
  seconds: number;
  p99Ms: number;
  missing: number;
}

async function stormOnce(): Promise<Storm> {
  const hub = await benchHub();
  try {
    const steady = await benchDevices(hub, STEADY.clients, 'steady');
    const fleet: { account: BoxAccount; line: RawClient }[] = [];
    const comeIn = async (account: BoxAccount, i: number) => {
      const line = await enter(hub.mqttPort, i, account.id, account.secret);
      await listen(line, account.topics);
      await say(line, account.topics.telemetry, `{"ts":${Date.now()},"pm25":20}`);
      return { account, line };
    };
    await byBatch(hub, STORM, async (account, i) => void fleet.push(await comeIn(account, i)));

    const options = { ...live(hub.mqttPort, steady, STEADY.rate, STEADY.seconds), firstTs: Date.now() };
    const { packets, firstTs, spacingMs } = options;
    const traffic = load(options);
    await sleep(3000);
    const dropped = performance.now();
    for (const { line } of fleet) line.socket.resetAndDestroy();
    const back = await Promise.all(fleet.map(({ account }, i) => comeIn(account, i)));
    const seconds = (performance.now() - dropped) / 1000;

    const sent = await Promise.race([traffic, sleep(LOST_MS)]);
    for (const { line } of back) line.destroy();
    if (!sent) throw new Error('those that stayed are not answered any more');
    const readable = await readableIn(hub, steady, firstTs, packets, ['pm25'], spacingMs);
    return { seconds, p99Ms: sent.p99Ms, missing: packets - readable };
  } finally {
    await hub.stop();
    hub.remove();
  }
}

/** Row (j): a switch or an access point restarts, and a thousand devices are back at the same moment. */
export async function storm(runs: number): Promise<Row[]> {
  const all: Storm[] = [];
  for (let i = 0; i < runs; i++) {
    all.push(await stormOnce());
    process.stderr.write(`  storm ${i + 1}/${runs}: ${all[i]!.seconds.toFixed(1)} s\n`);
  }
  const of = (figure: keyof Storm) => all.map((one) => one[figure]);
  const others = `${STEADY.clients} others beside it, ${STEADY.rate} packets/s`;
  return [
    {
      ...{ id: 'j.storm', what: `${STORM} devices dropped at once, until all are in, listen and were heard`, runs },
      ...{ value: median(of('seconds')), unit: 's', bar: { atMost: 15 } },
    },
    {
      ...{ id: 'j.missing', what: `${others}: packets missing`, runs },
      ...{ value: Math.max(...of('missing')), unit: 'packets', bar: { atMost: 0 } },
    },
    { ...{ id: 'j.p99', what: `${others}: publish to PUBACK, p99`, value: median(of('p99Ms')), unit: 'ms' }, runs },
  ];
}

/** The middle of what it has while nothing happens. */
async function settledMb(pid: number): Promise<number> {
  await sleep(10_000);
  const seen: number[] = [];
  for (let i = 0; i < 10; i++, await sleep(500)) seen.push(rssAnonMb(pid));
  return median(seen);
}

/**
 * Row (k): what a device costs that is connected, listens to its commands and its configuration, and says nothing. The
 * hub has just started, and knew its devices before; what it needed to let all of them in at once counts for them.
 */
export async function idle(): Promise<Row[]> {
  const hub = await benchHub();
  try {
    // side by side they share the readings of the registry that each of them waits for
    const some = Array.from({ length: 20 }, (_, i) => benchDevices(hub, IDLE / 20, `idle-${i}`));
    const clients = (await Promise.all(some)).flat();
    await hub.stop();
    await hub.restart();
    const before = await settledMb(hub.pid);
    const lines = await Promise.all(
      clients.map(async ({ username, password, topic }, i) => {
        const line = await enter(hub.mqttPort, i, username, password);
        const [, commune = ''] = topic.split('/');
        await listen(line, { commands: topics.commands(commune, username), config: topics.config(commune, username) });
        return line;
      }),
    );
    const after = await settledMb(hub.pid);
    for (const line of lines) line.destroy();
    return [
      {
        ...{ id: 'k.idle', what: `${IDLE} idle connections, TCP: anonymous memory of one` },
        ...{ value: ((after - before) * 1024) / IDLE, unit: 'kB', bar: { atMost: 40 }, runs: 1 },
      },
    ];
  } finally {
    await hub.stop();
    hub.remove();
  }
}
