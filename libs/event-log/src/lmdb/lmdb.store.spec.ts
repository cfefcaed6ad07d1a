import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { statSync, truncateSync } from 'node:fs';
import { range } from '../testing/samples.js';
import { TestLogs } from '../testing/test-log.js';
import { FileRoom } from './file-room.js';
import { positionKey, positionOf, positionRange, recordKey, stateKey, stateNameOf, stateRange } from './keys.js';
import { LmdbStore, mostBytesOf, type WriteBatch } from './lmdb.store.js';

const folders = new TestLogs();
afterAll(() => folders.end());

let store: LmdbStore;
beforeEach(() => {
  store = new LmdbStore(folders.folder());
  store.open();
});
afterEach(() => store.close());

describe('keys', () => {
  const put = (...keys: Buffer[]): Promise<void> =>
    store.write({ puts: keys.map((key) => [key, Buffer.of(1)]), removes: [] });

  it('keep records in order and streams apart, beyond every size', async () => {
    const records = [0, 1, 255, 256, 65_535, 65_536, 2 ** 31, 2 ** 32, 2 ** 47];
    await put(...records.map((record) => recordKey('readings', record)).reverse());
    await put(recordKey('telemetry', 7), recordKey('alerts', 9));
    expect(store.ends('readings')).toEqual({ first: 0, last: 2 ** 47 });
    expect(store.ends('telemetry')).toEqual({ first: 7, last: 7 });
    expect(store.ends('alerts')).toEqual({ first: 9, last: 9 });
    expect(store.ends('refusals')).toBeUndefined();
  });

  it('bring names back, with any characters', async () => {
    const names = ['', 'a', 'a/b', 'ấm\0 😀', 'zzz'];
    await put(
      ...names.map((name) => stateKey('alerting', name)),
      stateKey('alert', 'x'),
      positionKey('live', 'alerts'),
    );
    const of = (group: string, prefix: string) =>
      store.entries(...stateRange(group, prefix)).map(([key]) => stateNameOf(group, key));
    expect(of('alerting', '')).toEqual(names.slice().sort());
    expect(of('alerting', 'a')).toEqual(['a', 'a/b']);
    expect(of('alerting', 'ấm')).toEqual(['ấm\0 😀']);
    expect(store.entries(...positionRange()).map(([key]) => positionOf(key))).toEqual([
      { group: 'live', stream: 'alerts' },
    ]);
  });
});

describe('room', () => {
  /** Numbers that are the same in every run. */
  const random = (seed: number) => () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

  it('that a batch is said to need is never less than what it takes', async () => {
    const next = random(7);
    const pick = (from: number, to: number) => Math.floor(from + next() * (to - from));
    const open: Record<'telemetry' | 'readings', [first: number, next: number]> = {
      telemetry: [0, 0],
      readings: [0, 0],
    };
    for (let i = 0; i < 250; i++) {
      const batch: WriteBatch = { puts: [], removes: [] };
      for (const stream of ['telemetry', 'readings'] as const) {
        const sizes = range(0, pick(0, 12)).map(() => pick(50, next() < 0.3 ? 60_000 : 1800));
        for (const size of sizes) batch.puts.push([recordKey(stream, open[stream][1]++), Buffer.alloc(size)]);
        const many = Math.min(pick(0, next() < 0.1 ? 500 : 10), open[stream][1] - open[stream][0]);
        for (let n = 0; n < many; n++) batch.removes.push(recordKey(stream, open[stream][0]++));
      }
      for (let n = pick(0, 20); n > 0; n--) {
        const key = stateKey('alerting', `target/${pick(0, 3000)}`);
        if (next() < 0.3) batch.removes.push(key);
        else batch.puts.push([key, Buffer.alloc(pick(1, 400))]);
      }
      const before = store.usedBytes();
      await store.write(batch);
      expect(store.usedBytes() - before).toBeLessThanOrEqual(mostBytesOf(batch));
    }
    expect(store.usedBytes()).toBeLessThanOrEqual(statSync(store.file).size);
  }, 60_000);

  const roomOf = (reserve: number) => {
    const room = new FileRoom(store.file, reserve, () => store.usedBytes());
    room.open();
    return room;
  };

  it('is taken ahead, on the disk, and found again', async () => {
    const room = roomOf(3 << 20);
    expect(room.has(1 << 20)).toBe(false);
    expect(await room.extend(1 << 20)).toBe(true);
    expect(room.has(4 << 20)).toBe(true);
    const { size, blocks } = statSync(store.file);
    expect(blocks * 512).toBeGreaterThanOrEqual(size);
    expect(size).toBeGreaterThanOrEqual(store.usedBytes() + (4 << 20));
    expect(roomOf(3 << 20).has(4 << 20)).toBe(true);
  });

  it('takes nothing from what is written, and the file opens as before', async () => {
    const key = recordKey('alerts', 1);
    await store.write({ puts: [[key, Buffer.alloc(100_000, 7)]], removes: [] });
    await roomOf(2 << 20).extend(0);
    const again = new LmdbStore(store.dir);
    await store.close();
    again.open();
    expect(again.get(key)).toEqual(Buffer.alloc(100_000, 7));
    store = again;
  });

  it('of a file with holes is not trusted', async () => {
    truncateSync(store.file, 8 << 20);
    const room = roomOf(1 << 20);
    expect(room.has(1 << 20)).toBe(false);
    expect(await room.extend(0)).toBe(true);
    expect(statSync(store.file).blocks * 512).toBeGreaterThanOrEqual(store.usedBytes() + (1 << 20));
  });
});
