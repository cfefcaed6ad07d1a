import type { RawClient } from '../../../apps/broker/src/testing/raw-client.js';
import { type BoxAccount, enter, listen, say } from '../boxes.js';
import { benchDevices, benchHub, readableIn } from '../hub.js';
import { live, load, median, sleep } from '../processes.js';
import { byBatch } from './provisioning.js';
import type { Row } from './row.js';

const STORM = 1000;
/** Devices that stay, and what all of them send. */
const STEADY = { clients: 50, rate: 500, seconds: 30 };
/** Much more than that: they are not heard any more. */
const LOST_MS = 4 * STEADY.seconds * 1000;

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
