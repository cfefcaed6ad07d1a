import { setTimeout as delay } from 'node:timers/promises';
import { GROUP, STREAM } from '#hub/contracts';
import { systemClock } from '#hub/service-kit';
import { ConsumerContext } from '../consumer/consumer-context.js';
import { LmdbEventLog } from '../lmdb/lmdb-event-log.js';
import { numberOf, packet, reading } from './samples.js';

// A process that appends without end, and consumes what it appended in two steps. It says on its output what became of
// each append, once that is known: "acked 17", "refused 18 LogUnavailableError".
const [dir, reserveBytes] = [process.argv[2]!, Number(process.argv[3])];
const IN_FLIGHT = 20;

// a pipe is written before this returns: nothing that was said is lost with the process
const say = (line: string) => process.stdout.write(`${line}\n`);
const ending = new AbortController();
const log = new LmdbEventLog({ dir, clock: systemClock, commitMs: 3, lazyMs: 15, probeMs: 50, reserveBytes });
try {
  await log.start();
} catch (error) {
  say(`failed ${(error as Error).name}`);
  await log.stop();
  process.exit(3);
}
let next = 0;
for (const { item } of log.scan(STREAM.telemetry)) if (item.type === 'packet') next = numberOf(item) + 1;
say(`started ${next}`);

async function append(): Promise<void> {
  while (!ending.signal.aborted) {
    const n = next++;
    // every size that a record can have: within a leaf, a page, several pages
    const size = n % 50 === 0 ? 9000 : n % 7 === 0 ? 1500 : 60;
    try {
      await log.append(STREAM.telemetry, [packet(n, size)]);
      say(`acked ${n}`);
    } catch (error) {
      say(`refused ${n} ${(error as Error).name}`);
      await delay(20);
    }
    await delay(n % 3);
  }
}

/** telemetry → readings, each named by where its packet stands; the state says how many there were. */
async function decode(): Promise<void> {
  let done = new Map(log.state<number>(GROUP.decode)).get('done') ?? 0;
  for (;;) {
    const delivery = await log.read(GROUP.decode, STREAM.telemetry, 64, ending.signal);
    if (!delivery) return;
    const context = new ConsumerContext(log, GROUP.decode, STREAM.telemetry, delivery);
    delivery.items.forEach((item, i) => {
      if (item.type === 'packet')
        context.append(STREAM.readings, [reading(numberOf(item), { device: context.idOf(i) })]);
    });
    done += delivery.items.length;
    context.put('done', done);
    context.commit(fail).catch(() => undefined);
    await delay(1);
  }
}

/** readings → a sum that is right only if each was counted once. */
async function add(): Promise<void> {
  let sum = new Map(log.state<number>(GROUP.alerting)).get('sum') ?? 0;
  for (;;) {
    const delivery = await log.read(GROUP.alerting, STREAM.readings, 64, ending.signal);
    if (!delivery) return;
    const context = new ConsumerContext(log, GROUP.alerting, STREAM.readings, delivery);
    for (const item of delivery.items) if (item.type === 'reading') sum += item.ts;
    context.put('sum', sum);
    context.commit(fail).catch(() => undefined);
    await delay(2);
  }
}
const fail = (error: unknown) => {
  throw error;
};

const work = Promise.all([decode(), add(), ...Array.from({ length: IN_FLIGHT }, append)]);
process.once('SIGTERM', () => {
  ending.abort();
  void work.then(() => log.stop()).then(() => say('stopped'));
});
