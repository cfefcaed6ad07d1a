import { afterAll, describe, expect, it } from '@jest/globals';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { GROUP, type Group, type Stream, STREAM } from '#hub/contracts';
import type { Delivery } from '../event-log.js';
import { numberOf, packet, range, reading } from '../testing/samples.js';
import { TestLogs } from '../testing/test-log.js';
import { DataFileDamagedError } from './check-file.js';
import type { LmdbEventLog } from './lmdb-event-log.js';

const KB = 1 << 10;
const MB = 1 << 20;
const { decode, store, live } = GROUP;
const { telemetry, readings } = STREAM;

const logs = new TestLogs();
afterAll(() => logs.end());

const read = async <S extends Stream>(log: LmdbEventLog, group: Group, stream: S, max = 1000): Promise<Delivery<S>> =>
  (await log.read(group, stream, max, new AbortController().signal))!;
/** Reads and commits all there is. */
async function catchUp(log: LmdbEventLog, group: Group, stream: Stream): Promise<void> {
  const { next } = await read(log, group, stream, 1e9);
  void log.commit(group, stream, next, { append: {}, state: new Map() });
}
const numbers = (log: LmdbEventLog) =>
  [...log.scan(telemetry)].map(({ item }) => numberOf(item as { payload: Uint8Array }));

/** What garbage collection leaves. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

describe('the share of the disk', () => {
  it('cuts the longest stream beyond it: the slow group is told, the others go on', async () => {
    const log = await logs.open({ groups: { telemetry: [decode, live], readings: [store] }, maxBytes: 300 * KB });
    await log.append(
      readings,
      range(0, 20).map((n) => reading(n)),
    );
    for (const n of range(0, 400)) {
      await log.append(telemetry, [packet(n, 1000)]);
      await catchUp(log, live, telemetry);
    }
    const { streams } = log.status();
    expect(streams.telemetry!.bytes).toBeLessThan(320 * KB);
    expect(streams.telemetry!.groups[live]).toEqual({ behind: 0, behindMs: 0 });
    const kept = numbers(log);
    expect(kept).toEqual(range(kept[0]!, 400));
    const { gap, items } = await read(log, decode, telemetry);
    expect([gap, items.length]).toEqual([kept[0], kept.length]);
    expect((await read(log, store, readings)).items).toHaveLength(20);
  });
});

describe('memory', () => {
  it('keeps the end of a stream alone, however far behind a reader is', async () => {
    const log = await logs.open({ groups: { telemetry: [decode] }, tailBytes: MB });
    const payloads: WeakRef<Uint8Array>[] = [];
    for (const n of range(0, 200)) {
      const item = packet(n, 100 * KB);
      payloads.push(new WeakRef(item.payload));
      await log.append(telemetry, [item]);
    }
    // what is held weakly is let go of at the end of a turn
    await new Promise((resolve) => setTimeout(resolve, 10));
    collect();
    const alive = payloads.filter((payload) => payload.deref()).length;
    expect(alive).toBeLessThan(30);
    expect(numbers(log)).toEqual(range(0, 200));
  });
});

describe('the data file', () => {
  it('uses its pages again: it does not grow with what went through', async () => {
    const dir = logs.folder();
    const log = await logs.open({
      dir,
      groups: { telemetry: [decode], readings: [store] },
      retention: { telemetry: { keepBytes: MB }, readings: { keepBytes: MB } },
      commitMs: 0,
    });
    // records of all sizes, so that freed pages lie scattered
    const size = (n: number) => [100, 3000, 200, 70_000][n % 4]!;
    let bytes = 0;
    for (const n of range(0, 1500)) {
      bytes += size(n);
      await log.append(telemetry, [packet(n, size(n))]);
      const { items, next } = await read(log, decode, telemetry);
      const made = items.map((_, i) => reading(i));
      const state = new Map([[`device-${n % 300}`, { n, text: 'x'.repeat(n % 700) }]]);
      void log.commit(decode, telemetry, next, { append: { readings: made }, state });
      await catchUp(log, store, readings);
    }
    await log.stop();
    expect(bytes).toBeGreaterThan(25 * MB);
    expect(statSync(join(dir, 'data.mdb')).size).toBeLessThan(10 * MB);
  }, 60_000);
});

describe('a group that no code knows any more', () => {
  it('holds nothing back, and finds its place again when it returns', async () => {
    const dir = logs.folder();
    const retention = { telemetry: { keepBytes: 20 * KB } };
    let log = await logs.open({ dir, retention, groups: { telemetry: [decode, live] } });
    await log.append(telemetry, [packet(0)]);
    await catchUp(log, decode, telemetry);
    await log.stop();

    log = await logs.open({ dir, retention, groups: { telemetry: [live] } });
    expect(Object.keys(log.status().streams.telemetry!.groups)).toEqual([live]);
    for (const n of range(1, 100)) {
      await log.append(telemetry, [packet(n, 1000)]);
      await catchUp(log, live, telemetry);
    }
    const [first] = numbers(log);
    expect(first).toBeGreaterThan(60);
    expect((await read(log, decode, telemetry)).gap).toBe(first! - 1);
  });
});

describe('a start that fails', () => {
  it.each([
    ['something else', Buffer.alloc(64 * KB, 'not a database')],
    ['zeros', Buffer.alloc(64 * KB)],
    ['the begin of one', Buffer.alloc(100)],
  ])('because the data file is %s says so, can be stopped, and leaves the folder to the next', async (_, bytes) => {
    const dir = logs.folder();
    const file = join(dir, 'data.mdb');
    writeFileSync(file, bytes);
    await expect(logs.open({ dir })).rejects.toThrow(DataFileDamagedError);
    await logs.stopAll();
    expect(readFileSync(file)).toEqual(bytes);
    rmSync(file);
    const log = await logs.open({ dir });
    await log.append(telemetry, [packet(0)]);
    expect(numbers(log)).toEqual([0]);
  });

  it('because there is no folder says so', async () => {
    const dir = join(logs.folder(), 'file');
    writeFileSync(dir, '');
    await expect(logs.open({ dir })).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});
