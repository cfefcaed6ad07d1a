import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LogUnavailableError } from '../event-log.js';
import { FlushWriter } from './flush-writer.js';
import type { WriteBatch } from './lmdb.store.js';

const COMMIT_MS = 25;
const LAZY_MS = 500;
const PROBE_MS = 1000;

/** A disk that says what is written to it and when, and ends a write when the test lets it. */
class Disk {
  /** What each write held: everything, or only what came from outside. */
  written: string[] = [];
  done: string[] = [];
  taken = 0;
  fatal: unknown;
  failure: Error | undefined;
  /** Bytes that the file has room for without growing, and whether the disk has more. */
  room = 100;
  growing = true;
  #held: (() => void)[] | undefined;

  readonly writer = new FlushWriter({
    commitMs: COMMIT_MS,
    lazyMs: LAZY_MS,
    probeMs: PROBE_MS,
    room: { has: (bytes) => this.room >= bytes, extend: () => Promise.resolve(this.growing) },
    sizeOf: () => 10,
    take: (everything) => {
      const name = `${everything ? 'all' : 'outside'} ${++this.taken}`;
      return { puts: [], removes: [], name, done: () => this.done.push(name) } as never;
    },
    write: async (batch: WriteBatch) => {
      this.written.push((batch as unknown as { name: string }).name);
      if (this.#held) await new Promise<void>((resolve) => this.#held!.push(resolve));
      if (this.failure) throw this.failure;
    },
    onFatal: (error) => (this.fatal = error),
  });

  hold(): void {
    this.#held = [];
  }
  async release(): Promise<void> {
    const held = this.#held!;
    this.#held = undefined;
    for (const go of held) go();
    await settle();
  }
}

/** Lets everything that has been resolved go on; no time passes. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
async function pass(ms: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
  await settle();
}
/** Whether a promise is resolved, rejected or open by now. */
async function stateOf(promise: Promise<void>): Promise<string> {
  let state = 'open';
  void promise.then(
    () => (state = 'done'),
    (error: Error) => (state = error.name),
  );
  await settle();
  return state;
}

describe('the flush writer', () => {
  let disk: Disk;
  let writer: FlushWriter;
  const append = (items = 1, bytes = 100) => writer.append(items, bytes, false);

  beforeEach(async () => {
    jest.useFakeTimers();
    disk = new Disk();
    writer = disk.writer;
    await writer.start();
  });
  afterEach(async () => {
    await writer.stop();
    jest.useRealTimers();
  });

  describe('what is appended', () => {
    it('waits for company as long as it may, and goes as one', async () => {
      const first = append();
      await pass(COMMIT_MS - 1);
      const second = append();
      expect(disk.written).toEqual([]);
      await pass(1);
      expect(disk.written).toEqual(['outside 1']);
      expect([await stateOf(first), await stateOf(second)]).toEqual(['done', 'done']);
      await pass(COMMIT_MS);
      expect(disk.written).toHaveLength(1);
    });

    it.each([
      ['64 items', 64, 100],
      ['64 KB', 1, 64 << 10],
    ])('does not wait in a crowd of %s', async (_, items, bytes) => {
      const early = append();
      const crowd = append(items, bytes);
      expect(disk.written).toEqual([]);
      await pass(0);
      expect(disk.written).toEqual(['outside 1']);
      expect([await stateOf(early), await stateOf(crowd)]).toEqual(['done', 'done']);
    });

    it('goes on at five flushes a second once many went before, and at once again after a quiet time', async () => {
      const written = async (ms: number) => {
        const before = disk.written.length;
        // a sender that waits for each acknowledgement
        for (const end = performance.now() + ms; performance.now() < end; await pass(5))
          if ((await stateOf(last)) === 'done') last = append();
        return disk.written.length - before;
      };
      let last = append();
      expect(await written(4000)).toBeGreaterThan(130);
      await written(6000);
      expect(await written(10_000)).toBeLessThanOrEqual(51);
      await pass(60_000);
      expect(await written(4000)).toBeGreaterThan(130);
    });

    it('does not wait in a crowd, nor when an alert is among it, however many flushes went before', async () => {
      for (let i = 0; i < 400; i++) {
        append(64);
        await pass(0);
      }
      expect(disk.written).toHaveLength(400);
      const packet = append();
      const alert = writer.commit(100, { soon: true });
      await pass(COMMIT_MS);
      expect([await stateOf(packet), await stateOf(alert)]).toEqual(['done', 'done']);
    });

    it('does not resolve before it is written', async () => {
      disk.hold();
      const first = append();
      await pass(COMMIT_MS);
      expect([disk.written, await stateOf(first)]).toEqual([['outside 1'], 'open']);
      await disk.release();
      expect([disk.done, await stateOf(first)]).toEqual([['outside 1'], 'done']);
    });

    it('that comes during a write is written after it, and never beside it', async () => {
      disk.hold();
      const first = append();
      await pass(COMMIT_MS);
      const second = append(64);
      await pass(10 * COMMIT_MS);
      expect(disk.written).toEqual(['outside 1']);
      await disk.release();
      await pass(0);
      expect(disk.written).toEqual(['outside 1', 'outside 2']);
      expect([await stateOf(first), await stateOf(second)]).toEqual(['done', 'done']);
    });
  });

  describe('what is committed', () => {
    it('goes alone when nobody comes, and not before', async () => {
      const commit = writer.commit(10);
      await pass(2 * LAZY_MS - 1);
      expect(disk.written).toEqual([]);
      await pass(1);
      expect([disk.written, await stateOf(commit)]).toEqual([['all 1'], 'done']);
    });

    it('rides along with a flush once it is old enough', async () => {
      const commit = writer.commit(10);
      void append();
      await pass(COMMIT_MS);
      expect([disk.written, await stateOf(commit)]).toEqual([['outside 1'], 'open']);
      await pass(LAZY_MS - COMMIT_MS);
      void append();
      await pass(COMMIT_MS);
      expect([disk.written, await stateOf(commit)]).toEqual([['outside 1', 'all 2'], 'done']);
    });

    it('rides along at once when it is large', async () => {
      const commit = writer.commit(200 << 10);
      void append();
      await pass(COMMIT_MS);
      expect([disk.written, await stateOf(commit)]).toEqual([['all 1'], 'done']);
    });

    it('waits for nobody when it would fill memory', async () => {
      const commit = writer.commit(5 << 20);
      await pass(0);
      expect([disk.written, await stateOf(commit)]).toEqual([['all 1'], 'done']);
    });

    it('waits no longer than an append when somebody waits for it', async () => {
      const commit = writer.commit(10);
      await pass(COMMIT_MS);
      const awaited = writer.commit(10, { soon: true });
      await pass(COMMIT_MS - 1);
      expect(disk.written).toEqual([]);
      await pass(1);
      expect([disk.written, await stateOf(commit), await stateOf(awaited)]).toEqual([['all 1'], 'done', 'done']);
    });

    it('goes with an append that owes its place to it', async () => {
      const commit = writer.commit(10);
      void writer.append(1, 100, true);
      await pass(COMMIT_MS);
      expect([disk.written, await stateOf(commit)]).toEqual([['all 1'], 'done']);
    });

    it('goes with the next flush when an item from outside is among its outputs', async () => {
      const commit = writer.commit(10, { mixed: true });
      void append();
      await pass(COMMIT_MS);
      expect([disk.written, await stateOf(commit)]).toEqual([['all 1'], 'done']);
    });
  });

  describe('a full disk', () => {
    it('takes nothing new, and writes what was taken into its reserve', async () => {
      disk.growing = false;
      const first = append();
      await pass(COMMIT_MS);
      expect([disk.written, await stateOf(first)]).toEqual([['outside 1'], 'done']);
      expect(writer.reason).toMatch('đầy');
      disk.growing = true;
      await pass(PROBE_MS);
      expect(writer.reason).toBeUndefined();
    });

    it('rejects appends when the reserve is used up, writes them first when there is room, and commits after them', async () => {
      disk.growing = false;
      disk.room = 0;
      const first = append();
      await pass(COMMIT_MS);
      expect(await stateOf(first)).toBe('LogUnavailableError');
      const commit = writer.commit(10);
      await pass(5 * PROBE_MS);
      expect([disk.written, await stateOf(commit)]).toEqual([[], 'open']);
      disk.growing = true;
      disk.room = 100;
      await pass(PROBE_MS + 2 * LAZY_MS);
      expect(disk.written).toEqual(['outside 1', 'all 2']);
      expect(disk.done).toEqual(disk.written);
      expect([writer.reason, await stateOf(commit)]).toEqual([undefined, 'done']);
    });

    it('at the start is known at once', async () => {
      const full = new Disk();
      full.growing = false;
      await full.writer.start();
      expect(full.writer.reason).toMatch('đầy');
      full.growing = true;
      await pass(PROBE_MS);
      expect(full.writer.reason).toBeUndefined();
      await full.writer.stop();
    });
  });

  describe('the end', () => {
    it('writes all that is pending first', async () => {
      const waiting = [append(), writer.commit(10)];
      await writer.stop();
      expect(disk.written).toEqual(['all 1']);
      expect(await Promise.all(waiting.map(stateOf))).toEqual(['done', 'done']);
    });

    it('waits for the write that goes on', async () => {
      disk.hold();
      const first = append();
      await pass(COMMIT_MS);
      const second = append();
      const stopped = writer.stop();
      expect(await stateOf(stopped)).toBe('open');
      await disk.release();
      await stopped;
      expect(disk.written).toEqual(['outside 1', 'all 2']);
      expect([await stateOf(first), await stateOf(second)]).toEqual(['done', 'done']);
    });

    it('of a full disk tells who waits, and asks no more', async () => {
      disk.growing = false;
      disk.room = 0;
      void append().catch(() => undefined);
      await pass(COMMIT_MS);
      const commit = writer.commit(10);
      await writer.stop();
      await expect(commit).rejects.toThrow(LogUnavailableError);
      expect(jest.getTimerCount()).toBe(0);
    });
  });

  it('ends all promises when the machine fails', async () => {
    disk.failure = new Error('input/output error');
    const waiting = [append(), writer.commit(200 << 10)];
    await pass(COMMIT_MS);
    expect(disk.fatal).toBe(disk.failure);
    expect(await Promise.all(waiting.map(stateOf))).toEqual(['LogUnavailableError', 'LogUnavailableError']);
    expect(writer.reason).toMatch('không ghi được');
    await pass(10 * PROBE_MS);
    expect(disk.written).toEqual(['all 1']);
  });
});
