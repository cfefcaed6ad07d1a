import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Catalogue } from './catalogue.js';
import { decodeChunk } from './chunk.codec.js';
import { ChunkTable } from './chunk.table.js';
import { type Db, openForWriting } from './database.js';
import { encodePoints, readBatch } from './journal.codec.js';
import { readNewest, readValues } from './read-values.js';

const catalogue = new Catalogue();
const METRIC = catalogue.metric('pm25');
const SERIES = 1;
/** In the order of time, as the journal hands them over. */
const records = (values: [ts: number, value: number][]) =>
  readBatch(
    encodePoints(
      values.map(([ts, pm25]) => ({
        kind: 'air',
        commune: '00001',
        device: 'air-1',
        ts,
        received: ts,
        values: { pm25 },
        simulated: false,
      })),
      catalogue,
    ),
  ).sort((a, b) => a.ts - b.ts);

describe('ChunkTable', () => {
  let dir: string;
  let db: Db;
  let table: ChunkTable;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'chunks-'));
    db = openForWriting(dir);
    table = new ChunkTable(db);
  });
  afterEach(() => {
    db.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const chunks = () => [...table.scan(SERIES, 0, 1e13)].map((bytes) => [...decodeChunk(bytes).times]);
  const read = (from = 0, to = 1e13) => {
    const found: [number, number][] = [];
    readValues(table, [], { series: SERIES, metric: METRIC, from, to }, (ts, value) => found.push([ts, value]) > 0);
    return found;
  };

  it('fills chunks one after the other while time goes on', () => {
    for (let i = 0; i < 20; i++) table.merge(SERIES, records(Array.from({ length: 50 }, (_, k) => [i * 50 + k, k])));
    const sizes = chunks().map((times) => times.length);
    expect(sizes.slice(0, -1)).toEqual(sizes.slice(0, -1).map(() => 128));
    expect(chunks().flat()).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });

  it('splits a chunk within history in even parts, with room in each', () => {
    table.merge(SERIES, records(Array.from({ length: 512 }, (_, i) => [i * 10, i])));
    table.merge(SERIES, records([[5, 0]]));
    expect(chunks().map((times) => times.length)).toEqual([65, 64, 128, 128, 128]);
  });

  it('gathers a history that comes newest first', () => {
    for (let ts = 300; ts > 0; ts--) table.merge(SERIES, records([[ts, ts]]));
    expect(read()).toEqual(Array.from({ length: 300 }, (_, i) => [i + 1, i + 1]));
    expect(chunks().length).toBeLessThan(8);
  });

  it('holds the last of each time, in order, however it came, and forgets what expires', () => {
    const batches = fc.array(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 99 })), { maxLength: 300 }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(batches, fc.integer({ min: 0, max: 900 }), (all, before) => {
        db.exec('DELETE FROM chunk');
        const wanted = new Map<number, number>();
        for (const batch of all) {
          table.merge(SERIES, records(batch));
          for (const [ts, value] of batch) wanted.set(ts, value);
        }
        const sorted = [...wanted].sort(([a], [b]) => a - b);
        expect(read()).toEqual(sorted);
        expect(read(100, 500)).toEqual(sorted.filter(([ts]) => ts >= 100 && ts < 500));
        expect(Math.max(0, ...chunks().map((times) => times.length))).toBeLessThanOrEqual(128);
        table.expire(SERIES, before);
        expect(read()).toEqual(sorted.filter(([ts]) => ts >= before));
        table.merge(SERIES, records([[before, 7]]));
        expect(read(before, before + 1)).toEqual([[before, 7]]);
      }),
      { numRuns: 60 },
    );
  });

  it('finds the newest without reading all', () => {
    table.merge(SERIES, records(Array.from({ length: 1000 }, (_, i) => [i, i])));
    table.merge(2, records([[5000, 1]]));
    const found: number[] = [];
    const range = { series: SERIES, metric: METRIC, from: 0, to: 900 };
    readNewest(table, [], range, 10, (ts) => found.push(ts) > 0);
    expect(found.slice(-10)).toEqual([890, 891, 892, 893, 894, 895, 896, 897, 898, 899]);
    expect(found.length).toBeLessThan(300);
  });
});
