import { describe, expect, it } from '@jest/globals';
import type { Point } from '../time-series.js';
import { Catalogue } from './catalogue.js';
import { ABSENT, decodeChunk, decodeColumn, EMPTY, encodeChunk, mergeChunk } from './chunk.codec.js';
import { encodePoints, readBatch, SIMULATED } from './journal.codec.js';

const catalogue = new Catalogue();
const [PM25, CO] = [catalogue.metric('pm25'), catalogue.metric('co')];
const records = (...points: Partial<Point>[]) =>
  readBatch(
    encodePoints(
      points.map((p) => ({
        kind: 'air',
        commune: '00001',
        device: 'air-1',
        ts: 0,
        received: 0,
        values: {},
        simulated: false,
        ...p,
      })),
      catalogue,
    ),
  );

describe('chunks', () => {
  const chunk = mergeChunk(
    EMPTY,
    records(
      { ts: 10, received: 11, values: { pm25: 1.5 } },
      { ts: 20, received: 22, values: { pm25: 2.5, co: 0.25 }, quality: { co: 'fault' }, simulated: true },
      { ts: 30, received: 33, values: { pm25: 3.5 } },
    ),
  );

  it('come back from their bytes, times, arrival and marks included', () => {
    const back = decodeChunk(encodeChunk(chunk, 0, 3));
    expect([...back.times]).toEqual([10, 20, 30]);
    expect([...back.received]).toEqual([11, 22, 33]);
    expect([...back.flags]).toEqual([0, SIMULATED, 0]);
    expect([...back.columns.get(PM25)!.values]).toEqual([1.5, 2.5, 3.5]);
    expect([...back.columns.get(CO)!.grades]).toEqual([ABSENT, 3, ABSENT]);
    expect(back.columns.get(CO)!.values[1]).toBe(0.25);
  });

  it('are cut, and leave out what was not measured in the piece', () => {
    const piece = decodeChunk(encodeChunk(chunk, 2, 3));
    expect([...piece.times]).toEqual([30]);
    expect([...piece.columns.keys()]).toEqual([PM25]);
  });

  it('are read wherever their bytes lie', () => {
    const bytes = encodeChunk(chunk, 0, 3);
    const odd = new Uint8Array(bytes.length + 3);
    odd.set(bytes, 3);
    expect([...decodeColumn(odd.subarray(3), PM25)!.values]).toEqual([1.5, 2.5, 3.5]);
    expect(decodeColumn(bytes, 99)).toBeUndefined();
  });

  it('take later records over what they hold, metric by metric', () => {
    const merged = mergeChunk(
      chunk,
      records(
        { ts: 5, received: 50, values: { co: 9 } },
        { ts: 20, received: 51, values: { co: 8 } },
        { ts: 30, received: 52, values: { pm25: 7 } },
        { ts: 30, received: 53, values: { pm25: 8 }, quality: { pm25: 'suspect' } },
      ),
    );
    expect([...merged.times]).toEqual([5, 10, 20, 30]);
    expect([...merged.received]).toEqual([50, 11, 51, 53]);
    expect([...merged.columns.get(PM25)!.values].slice(1)).toEqual([1.5, 2.5, 8]);
    expect([...merged.columns.get(PM25)!.grades]).toEqual([ABSENT, 0, 0, 1]);
    expect([...merged.columns.get(CO)!.grades]).toEqual([0, ABSENT, 0, ABSENT]);
  });
});
