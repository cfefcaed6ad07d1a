import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Catalogue } from './catalogue.js';
import { ChunkTable } from './chunk.table.js';
import { type Db, openForReading, openForWriting } from './database.js';
import { Journal, JournalMirror } from './journal.js';
import { encodePoints } from './journal.codec.js';

describe('Journal', () => {
  let dir: string;
  let db: Db;
  let reading: Db;
  const catalogue = new Catalogue();
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'journal-'));
    db = openForWriting(dir);
    reading = openForReading(dir);
  });
  afterEach(() => {
    reading.close();
    db.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const append = (journal: Journal, device: string, ...times: number[]) => {
    const points = times.map((ts) => ({
      kind: 'air',
      commune: '00001',
      device,
      ts,
      received: ts,
      values: { pm25: ts },
      simulated: false,
    }));
    const batch = encodePoints(points, catalogue);
    journal.append(batch, points.length, catalogue.unsaved());
  };
  const seen = (mirror: JournalMirror, series: number) => {
    mirror.refresh();
    return mirror.records(series).map((r) => r.ts);
  };
  const inChunks = (series: number) => [...new ChunkTable(reading).scan(series, 0, 1e13)].length;

  it('is seen by a reader as it grows, and empty after a compaction', () => {
    const journal = new Journal(db);
    const mirror = new JournalMirror(reading);
    append(journal, 'a', 1, 3, 2);
    expect(seen(mirror, 1)).toEqual([1, 3, 2]);
    append(journal, 'b', 7);
    append(journal, 'a', 1);
    expect(seen(mirror, 1)).toEqual([1, 3, 2, 1]);
    expect(seen(mirror, 2)).toEqual([7]);
    expect(inChunks(1)).toBe(0);
    journal.compact();
    expect(seen(mirror, 1)).toEqual([]);
    expect([inChunks(1), inChunks(2)]).toEqual([1, 1]);
    append(journal, 'a', 9);
    expect(seen(mirror, 1)).toEqual([9]);
  });

  it('shows a reader that slept over compactions only what is not in chunks', () => {
    const journal = new Journal(db);
    const mirror = new JournalMirror(reading);
    append(journal, 'a', 1);
    expect(seen(mirror, 1)).toEqual([1]);
    journal.compact();
    append(journal, 'a', 2);
    journal.compact();
    append(journal, 'a', 3);
    expect(seen(mirror, 1)).toEqual([3]);
  });

  it('goes on after a restart where it stood, also when it was empty', () => {
    const mirror = new JournalMirror(reading);
    const first = new Journal(db);
    append(first, 'a', 1);
    expect(seen(mirror, 1)).toEqual([1]);
    first.compact();
    append(new Journal(db), 'a', 2);
    expect(seen(mirror, 1)).toEqual([2]);
    const third = new Journal(db);
    expect(third.due).toBe(false);
    append(third, 'a', 4);
    expect(seen(mirror, 1)).toEqual([2, 4]);
    third.compact();
    expect(seen(mirror, 1)).toEqual([]);
  });

  it('is due for a compaction when it holds enough', () => {
    const journal = new Journal(db);
    const times = Array.from({ length: 8192 }, (_, i) => i);
    for (let i = 0; i < 3; i++) append(journal, 'a', ...times);
    expect(journal.due).toBe(false);
    append(journal, 'a', ...times);
    expect(journal.due).toBe(true);
    journal.compact();
    expect(journal.due).toBe(false);
  });
});
