import { randomUUID } from 'node:crypto';
import { batchAccount, claimAccount, type Label } from '#hub/contracts';
import type { TestHub } from '#hub/testkit';
import { accountOf, type Box, type BoxAccount, enter, newProof, say } from '../boxes.js';
import { benchHub, readableIn } from '../hub.js';
import { cpuMicros, median, sleep } from '../processes.js';
import type { Row } from './row.js';

const BOXES = 1000;
/** Phones that put boxes up at the same time. */
const INSTALLERS = 12;

export async function rest<T>(hub: TestHub, path: string, method = 'GET', body?: unknown): Promise<T> {
  const answer = await hub.fetch(`/api${path}`, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Boxes of one batch come all at once; a script lets in who waits, until it has let in all of them. */
export async function byBatch(hub: TestHub, count: number, each: (account: BoxAccount, i: number) => Promise<void>) {
  const id = `lot-${randomUUID().slice(0, 8)}`;
  const { key } = await rest<{ key: string }>(hub, '/batches', 'POST', { id, profile: 'air-station' });
  const boxes = Array.from({ length: count }, (_, i): Box => {
    return { username: batchAccount(id), password: key, name: `${id}-${i}`, proof: newProof() };
  });
  await Promise.all([come(hub, boxes, each), letIn(hub, count)]);
}

async function letIn(hub: TestHub, count: number): Promise<void> {
  for (let done = 0; done < count; ) {
    const { boxes } = await rest<{ boxes: { id: string }[] }>(hub, '/boxes?limit=500');
    if (boxes.length > 0) await rest(hub, '/boxes/approve', 'POST', { boxes: boxes.map(({ id: box }) => ({ box })) });
    else await sleep(100);
    done += boxes.length;
  }
}

/** Each box has its label, which is printed in one call and put up with a phone. */
async function byLabels(hub: TestHub, count: number, each: (account: BoxAccount, i: number) => Promise<void>) {
  const { labels } = await rest<{ labels: Label[] }>(hub, '/claims', 'POST', { count, profile: 'air-station' });
  const boxes = labels.map(({ code, secret }): Box => {
    return { username: claimAccount(code), password: secret, name: code };
  });
  await Promise.all([come(hub, boxes, each), putUp(hub, labels)]);
}

async function putUp(hub: TestHub, labels: readonly Label[]): Promise<void> {
  const queue = [...labels];
  const installer = async () => {
    for (let label = queue.shift(); label; label = queue.shift()) {
      const { code, secret } = label;
      const wanted = { key: randomUUID(), code, claimSecret: secret, name: `Hộp ${code}`, takenAt: Date.now() };
      await rest(hub, '/installations', 'POST', wanted);
    }
  };
  await Promise.all(Array.from({ length: INSTALLERS }, installer));
}

async function come(hub: TestHub, boxes: readonly Box[], each: (account: BoxAccount, i: number) => Promise<void>) {
  await Promise.all(boxes.map(async (box, i) => each(await accountOf(hub.mqttPort, i, box), i)));
}

interface Run {
  seconds: number;
  cpu: number;
  missing: number;
}

/** From the first call of the script to the last first packet's PUBACK. */
async function measured(provision: typeof byBatch): Promise<Run> {
  const hub = await benchHub();
  try {
    const accounts: BoxAccount[] = [];
    const before = cpuMicros(hub.pid);
    const started = performance.now();
    const ts = Date.now();
    await provision(hub, BOXES, async (account, i) => {
      const line = await enter(hub.mqttPort, i, account.id, account.secret);
      await say(line, account.topics.telemetry, `{"ts":${ts},"pm25":20}`);
      accounts.push(account);
      line.destroy();
    });
    const seconds = (performance.now() - started) / 1000;
    const cpu = (cpuMicros(hub.pid) - before) / 1e6;
    const secrets = new Set(accounts.map(({ secret }) => secret)).size;
    if (secrets !== BOXES) throw new Error(`${secrets} secrets for ${BOXES} boxes`);
    const clients = accounts.map(({ id, secret, topics }) => {
      return { username: id, password: secret, topic: topics.telemetry };
    });
    return { seconds, cpu, missing: BOXES - (await readableIn(hub, clients, ts, BOXES)) };
  } finally {
    await hub.stop();
    hub.remove();
  }
}

/** Row (i): a thousand boxes out of their cartons, all switched on at once. */
export async function provisioning(runs: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [id, what, provision] of [
    ['i.batch', 'with a key that they share', byBatch],
    ['i.labels', 'with labels', byLabels],
  ] as const) {
    const all: Run[] = [];
    for (let i = 0; i < runs; i++) {
      all.push(await measured(provision));
      const { seconds, cpu } = all[i]!;
      process.stderr.write(
        `  ${what} ${i + 1}/${runs}: ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of the hub's CPU\n`,
      );
    }
    rows.push(
      {
        ...{ id, what: `${BOXES} boxes provisioned ${what}, to the last first packet`, runs },
        ...{ value: median(all.map(({ seconds }) => seconds)), unit: 's', bar: { atMost: 20 } },
      },
      { ...{ id: `${id}.cpu`, what: "the hub's CPU", value: median(all.map(({ cpu }) => cpu)), unit: 's' }, runs },
      {
        ...{ id: `${id}.missing`, what: 'first packets missing', runs },
        ...{ value: Math.max(...all.map(({ missing }) => missing)), unit: 'packets', bar: { atMost: 0 } },
      },
    );
  }
  return rows;
}
