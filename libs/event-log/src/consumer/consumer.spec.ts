import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type DeadLetter, GROUP, type Group, type Packet, type Stream, STREAM } from '#hub/contracts';
import { systemClock } from '#hub/service-kit';
import { eventually } from '#hub/testkit';
import type { EventLog } from '../event-log.js';
import type { LmdbEventLog } from '../lmdb/lmdb-event-log.js';
import { numberOf, packet, range, reading } from '../testing/samples.js';
import { TestLogs } from '../testing/test-log.js';
import { Consumer, type ConsumerDeps, type Handle } from './consumer.js';
import type { ConsumerContext } from './consumer-context.js';
import { ConsumerProblems } from './consumer-problems.js';
import { Turns } from './turns.js';

const { decode, store, live, alerting } = GROUP;
const { telemetry, readings, requests, deadLetters } = STREAM;

/** A fault that says of itself that it will pass. */
class AwayError extends Error {
  readonly retry = true;
}

describe('a consumer', () => {
  let logs: TestLogs;
  let log: LmdbEventLog;
  let running: { ending: AbortController; ended: Promise<void> }[];
  let problems: ConsumerProblems;
  let said: string[];

  beforeEach(async () => {
    logs = new TestLogs();
    log = await logs.open({ groups: { telemetry: [decode, live] } });
    running = [];
    problems = new ConsumerProblems();
    said = [];
  });
  afterEach(async () => {
    await close();
    await logs.end();
  });

  async function close(): Promise<void> {
    for (const { ending } of running) ending.abort();
    await Promise.all(running.splice(0).map(({ ended }) => ended));
  }
  const say = (level: string) => (message: string) => void said.push(`${level} ${message}`);
  function run(group: Group, stream: Stream, handle: Handle, more: Partial<ConsumerDeps> = {}) {
    const { max = 100, turns = new Turns() } = more;
    const logger = { log: say('log'), warn: say('warn'), error: say('error') };
    const ending = new AbortController();
    const consumer = new Consumer({
      log,
      group,
      stream,
      handle,
      max,
      turns,
      problems,
      clock: systemClock,
      logger,
      ...more,
    });
    running.push({ ending, ended: consumer.run(ending.signal) });
    return ending;
  }
  const appendPackets = (from: number, to: number) =>
    log.append(
      telemetry,
      range(from, to).map((n) => packet(n)),
    );
  const numbersOf = (items: readonly unknown[]) => items.map((item) => numberOf(item as Packet));
  const behind = (group: Group, stream: Stream) => log.status().streams[stream]!.groups[group]?.behind;
  const caughtUp = (group: Group, stream: Stream) =>
    eventually(
      `${group} at the end of ${stream}`,
      () => behind(group, stream),
      (n) => n === 0,
    );
  const letters = () => [...log.scan(deadLetters)].map(({ item }) => item as DeadLetter);

  it('hands over what there is in batches, and commits outputs, state and position with each', async () => {
    const batches: number[][] = [];
    await appendPackets(0, 25);
    run(
      decode,
      telemetry,
      async (items, context) => {
        const numbers = numbersOf(items);
        batches.push(numbers);
        context.append(
          readings,
          numbers.map((n) => reading(n)),
        );
        context.put('last', numbers.at(-1));
      },
      { max: 10 },
    );
    await caughtUp(decode, telemetry);
    expect(batches).toEqual([range(0, 10), range(10, 20), range(20, 25)]);
    expect([...log.scan(readings)].map(({ item }) => item)).toEqual(range(0, 25).map((n) => reading(n)));
    expect([...log.state(decode)]).toEqual([['last', 24]]);
  });

  it('that rests gathers what comes meanwhile, and reads a backlog without a rest', async () => {
    const batches: number[][] = [];
    await appendPackets(0, 20);
    const collect: Handle = async (items) => void batches.push(numbersOf(items));
    const ending = run(decode, telemetry, collect, { max: 10, restMs: 3_600_000 });
    await eventually(
      'a backlog',
      () => batches.length,
      (read) => read === 2,
    );
    await appendPackets(20, 21);
    await eventually(
      'one more',
      () => batches.length,
      (read) => read === 3,
    );
    await appendPackets(21, 23);
    await appendPackets(23, 25);
    expect(batches).toEqual([range(0, 10), range(10, 20), [20]]);
    // the end is not waited for, and what was gathered is there the next time
    ending.abort();
    await close();
    run(decode, telemetry, collect, { max: 10, restMs: 3_600_000 });
    await eventually(
      'the rest',
      () => batches.length,
      (read) => read === 4,
    );
    expect(batches[3]).toEqual(range(21, 25));
  });

  it('tells the handler once its batch is committed, and what it throws then undoes nothing', async () => {
    const seen: number[] = [];
    run(decode, telemetry, async (items, context) => {
      context.append(
        readings,
        items.map(() => reading(1)),
      );
      context.afterCommit(() => seen.push([...log.scan(readings)].length));
      context.afterCommit(() => {
        throw new Error('a screen that is gone');
      });
    });
    await appendPackets(0, 3);
    await caughtUp(decode, telemetry);
    expect(seen).toEqual([3]);
    expect([...log.scan(readings)]).toHaveLength(3);
    expect(said).toEqual(['error decode: after a commit: a screen that is gone']);
  });

  describe('with a handler that fails', () => {
    /** Fails on some packets for ever. */
    const picky =
      (bad: readonly number[], done: number[], tries: number[][] = []): Handle =>
      async (items, context) => {
        const numbers = numbersOf(items);
        tries.push(numbers);
        const culprit = numbers.find((n) => bad.includes(n));
        context.append(
          readings,
          numbers.map((n) => reading(n)),
        );
        if (culprit !== undefined) throw new TypeError(`no such field in packet ${culprit}`);
        done.push(...numbers);
      };

    it.each([[[37]], [[0, 99]], [[1, 2, 50, 98]]])(
      'on packets %j sets exactly these aside, and the others go through once',
      async (bad) => {
        const done: number[] = [];
        await appendPackets(0, 100);
        run(decode, telemetry, picky(bad, done));
        await caughtUp(decode, telemetry);
        const good = range(0, 100).filter((n) => !bad.includes(n));
        expect(done).toEqual(good);
        // a try that failed leaves nothing
        expect([...log.scan(readings)].map(({ item }) => (item as { ts: number }).ts)).toEqual(good);
        expect(letters()).toHaveLength(bad.length);
        letters().forEach((letter, i) => {
          const sent = packet(bad[i]!);
          expect({ ...letter, payload: Buffer.from(letter.payload!) }).toEqual({
            type: 'dead-letter',
            id: `decode-telemetry-0-${bad[i]}`,
            kind: 'failed',
            group: decode,
            reason: `Bước "decode" không xử lý được: no such field in packet ${bad[i]}`,
            account: sent.account,
            topic: sent.topic,
            payload: sent.payload,
            received: sent.received,
          });
        });
        expect(said.filter((line) => line.startsWith('error'))).toHaveLength(bad.length);
      },
    );

    it('does not hold other groups', async () => {
      const seen: number[] = [];
      run(live, telemetry, async (items) => void seen.push(...numbersOf(items)));
      const failing = run(decode, telemetry, async () => {
        throw new AwayError('the store does not answer');
      });
      await appendPackets(0, 50);
      await caughtUp(live, telemetry);
      expect(seen).toEqual(range(0, 50));
      expect(behind(decode, telemetry)).toBe(50);
      failing.abort();
    });

    it('takes a bad moment for one: a second try that goes through costs no dead letter', async () => {
      let failures = 1;
      const done: number[] = [];
      run(decode, telemetry, async (items) => {
        if (failures-- > 0) throw new Error('a bad moment');
        done.push(...numbersOf(items));
      });
      await appendPackets(0, 10);
      await caughtUp(decode, telemetry);
      expect(done).toEqual(range(0, 10));
      expect(letters()).toEqual([]);
    });

    it('tries again for ever where the error says that it passes, and says so once', async () => {
      let away = true;
      let tries = 0;
      run(store, readings, async () => {
        tries++;
        if (away) throw new AwayError('the store does not answer');
      });
      await log.append(readings, [reading(1), reading(2)]);
      await eventually(
        'a third try',
        () => tries,
        (n) => n >= 3,
      );
      expect(problems.of(store)).toEqual({ message: 'the store does not answer', since: expect.any(Number) });
      expect(behind(store, readings)).toBe(2);
      away = false;
      await caughtUp(store, readings);
      expect(problems.of(store)).toBeUndefined();
      expect(letters()).toEqual([]);
      expect(said).toEqual(['warn store: tries again until it goes: the store does not answer', 'log store: goes on']);
    });

    it('ends at once when it is closed between two tries, and goes on there the next time', async () => {
      let tries = 0;
      run(store, readings, async () => {
        tries++;
        throw new AwayError('the store does not answer');
      });
      await log.append(readings, [reading(1)]);
      await eventually(
        'a try',
        () => tries,
        (n) => n >= 1,
      );
      await close();
      const seen: unknown[] = [];
      run(store, readings, async (items) => void seen.push(...items));
      await caughtUp(store, readings);
      expect(seen).toEqual([reading(1)]);
    });

    it('on an item that is no packet keeps the item', async () => {
      run(store, readings, async () => {
        throw new Error('bad\nvalue');
      });
      await log.append(readings, [reading(7, { device: 'canal-3' })]);
      await caughtUp(store, readings);
      const [letter] = letters();
      expect(letter).toMatchObject({
        device: 'canal-3',
        received: 7,
        reason: 'Bước "store" không xử lý được: bad value',
      });
      expect(JSON.parse(letter!.item!)).toEqual(reading(7, { device: 'canal-3' }));
    });

    it('on dead letters makes no new ones of them', async () => {
      await log.append(deadLetters, [{ type: 'resolved', id: 'x', at: 1 }]);
      run(live, deadLetters, async () => {
        throw new Error('no');
      });
      await caughtUp(live, deadLetters);
      expect(letters()).toHaveLength(1);
      expect(said).toEqual(['error live: live-dead-letters-0-0 is set aside: no']);
    });

    it('that leaves a state which cannot be kept is set aside as well', async () => {
      run(decode, telemetry, async (_items, context) => context.put('k'.repeat(10_000), 1));
      await appendPackets(0, 1);
      await caughtUp(decode, telemetry);
      expect(letters()).toHaveLength(1);
    });
  });

  it('lets the streams of a group take turns', async () => {
    const turns = new Turns();
    let atWork = 0;
    const order: string[] = [];
    const handle =
      (name: string): Handle =>
      async (items) => {
        expect(atWork++).toBe(0);
        await new Promise((resolve) => setTimeout(resolve, 3));
        order.push(`${name} ${items.length}`);
        atWork--;
      };
    run(alerting, readings, handle('readings'), { turns, max: 1 });
    run(alerting, requests, handle('requests'), { turns, max: 1 });
    await Promise.all([
      log.append(
        readings,
        range(0, 5).map((n) => reading(n)),
      ),
      log.append(
        requests,
        range(0, 5).map((n) => ({ type: 'confirm-clock', id: `${n}`, by: 'an', at: n }) as const),
      ),
    ]);
    await caughtUp(alerting, readings);
    await caughtUp(alerting, requests);
    expect(order.filter((line) => line === 'readings 1')).toHaveLength(5);
    expect(order.filter((line) => line === 'requests 1')).toHaveLength(5);
    // none had to wait until the other was done with everything
    expect(order.slice(0, 5)).toContain('requests 1');
    expect(order.slice(0, 5)).toContain('readings 1');
  });

  it('names outputs by the place of what they are made from', async () => {
    const ids: string[] = [];
    const collect: Handle = async (items, context: ConsumerContext) => {
      ids.push(...items.map((_, i) => context.idOf(i)));
    };
    await appendPackets(0, 3);
    await appendPackets(3, 5);
    run(decode, telemetry, collect, { max: 4 });
    await caughtUp(decode, telemetry);
    expect(ids).toEqual([
      'decode-telemetry-0-0',
      'decode-telemetry-0-1',
      'decode-telemetry-0-2',
      'decode-telemetry-1-0',
      'decode-telemetry-1-1',
    ]);
  });

  it('says loudly what was cut before it came', async () => {
    await close();
    const cramped = await logs.open({
      groups: { telemetry: [decode, live] },
      retention: { telemetry: { keepBytes: 5000, maxBytes: 5000 } },
    });
    log = cramped;
    run(live, telemetry, async () => undefined);
    for (const n of range(0, 50)) await log.append(telemetry, [packet(n, 1000)]);
    await eventually(
      'a cut log',
      () => log.status().streams.telemetry!.records,
      (records) => records < 10,
    );
    run(decode, telemetry, async () => undefined);
    await caughtUp(decode, telemetry);
    expect(said).toEqual([expect.stringMatching(/^error decode: 4\d items of telemetry were cut from the log/)]);
  });

  it('waits where too much of what it did is not on disk, as on a full one', async () => {
    let free!: () => void;
    const full = new Promise<void>((resolve) => (free = resolve));
    const slow = {
      read: log.read.bind(log),
      commit: (...commit: Parameters<LmdbEventLog['commit']>) => log.commit(...commit).then(() => full),
    } as unknown as EventLog;
    const tick = { type: 'tick', received: 1, clock: 'ok' } as const;
    const all = 50 * 4096;
    for (let i = 0; i < 50; i++)
      void log.append(
        telemetry,
        Array.from({ length: 4096 }, () => tick),
      );
    let done = 0;
    run(decode, telemetry, async (items) => void (done += items.length), { log: slow, max: 4096 });
    await eventually(
      'much work',
      () => done,
      (n) => n > 128 << 10,
    );
    const before = done;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(done).toBe(before);
    expect(done).toBeLessThan(all);
    free();
    await eventually(
      'all work',
      () => done,
      (n) => n === all,
    );
  });

  it('says once that commits did not reach the disk', async () => {
    let held!: () => void;
    const gate = new Promise<void>((resolve) => (held = resolve));
    run(decode, telemetry, () => gate, { max: 1 });
    await appendPackets(0, 3);
    const stopped = log.stop();
    held();
    await stopped;
    await close();
    expect(said).toEqual([expect.stringMatching(/^warn decode: what was last done is done again at the next start/)]);
  });
});
