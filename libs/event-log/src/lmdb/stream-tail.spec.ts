import { describe, expect, it } from '@jest/globals';
import { range } from '../testing/samples.js';
import { StreamTail, weigh } from './stream-tail.js';

const newTail = () => new StreamTail({ record: 5, base: 100, offset: 0 });
/** What a flush does. */
const flush = (tail: StreamTail) => {
  for (const segment of tail.pending()) segment.state = 'flushed';
};

describe('the tail of a stream', () => {
  it('grows its newest record until a flush takes it, or until it is large', () => {
    const tail = newTail();
    tail.append(['a'], 10, 1);
    tail.append(['b', 'c'], 10, 2);
    expect(tail.segment(5)).toMatchObject({ record: 5, base: 100, at: 1, items: ['a', 'b', 'c'], state: 'pending' });
    tail.pending()[0]!.state = 'writing';
    tail.append(['d'], 300 << 10, 3);
    tail.append(['e'], 10, 4);
    tail.append(range(0, 5000), 10, 5);
    tail.append(['f'], 10, 6);
    expect(tail.segments.map(({ record, base, items }) => [record, base, items.length])).toEqual([
      [5, 100, 3],
      [6, 103, 1],
      [7, 104, 5001],
      [8, 5105, 1],
    ]);
    expect([tail.nextRecord, tail.nextBase]).toEqual([9, 5106]);
  });

  it('knows what waits to be written, and where that begins', () => {
    const tail = newTail();
    expect([tail.pending(), tail.unwritten]).toEqual([[], 5]);
    tail.append(['a'], 10, 1);
    flush(tail);
    expect([tail.pending(), tail.unwritten]).toEqual([[], 6]);
    tail.append(['b'], 10, 1);
    tail.pending()[0]!.state = 'writing';
    tail.append(['c'], 10, 1);
    expect(tail.pending().map(({ record }) => record)).toEqual([7]);
    expect(tail.unwritten).toBe(6);
  });

  it('lets go of what is on disk and read by all', () => {
    const tail = newTail();
    for (const n of range(0, 4)) {
      tail.append([n], 10, n);
      if (n < 3) flush(tail);
    }
    tail.forget(7, 1000);
    expect(tail.segments.map(({ record }) => record)).toEqual([7, 8]);
    expect([tail.segment(6), tail.segment(7)!.items]).toEqual([undefined, [2]]);
    tail.forget(Number.POSITIVE_INFINITY, 1000);
    expect(tail.segments.map(({ record }) => record)).toEqual([8]);
    expect(tail.weight).toBe(10);
  });

  it('keeps no more in memory for a reader that is stuck than it may', () => {
    const tail = newTail();
    for (const n of range(0, 1000)) {
      tail.append([n], 100, n);
      flush(tail);
      tail.forget(0, 2000);
      expect(tail.weight).toBeLessThanOrEqual(2000);
    }
    expect(tail.segments.at(-1)!.items).toEqual([999]);
    expect(tail.segments).toHaveLength(20);
  });

  it('weighs payloads', () => {
    expect(weigh([{ payload: Buffer.alloc(1000) }, { ts: 1 }])).toBe(1240);
  });
});
