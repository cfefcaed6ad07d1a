import { describe, expect, it } from '@jest/globals';
import type { Stream } from '#hub/contracts';
import { range } from '../testing/samples.js';
import { type Retention, recordsToCut, type Trimmable } from './retention.js';
import { StreamTail } from './stream-tail.js';

const EACH = 1000;

/** A stream of so many records on disk, 1,000 bytes each. */
function stream(records: number, retention: Retention, slowest = Number.POSITIVE_INFINITY): Trimmable {
  const start = { record: 0, base: 0, offset: 0 };
  const tail = new StreamTail(start, { record: records, base: records, offset: records * EACH });
  return { tail, retention, slowest };
}
const cut = (streams: Partial<Record<Stream, Trimmable>>, maxBytes = 1e9) => {
  const map = new Map(Object.entries(streams) as [Stream, Trimmable][]);
  const header = (_: Stream, record: number) => ({ base: record, offset: record * EACH, at: 0, newest: 0 });
  return Object.fromEntries(recordsToCut(map, maxBytes, header));
};

describe('what is cut from the log', () => {
  it('is what every group has read and nobody asks for later', () => {
    expect(cut({ telemetry: stream(100, { keepBytes: 90 * EACH }) })).toEqual({ telemetry: range(0, 10) });
  });

  it('waits until it is worth it', () => {
    expect(cut({ telemetry: stream(100, { keepBytes: 95 * EACH }) })).toEqual({});
  });

  it('is nothing that the slowest group still wants', () => {
    expect(cut({ telemetry: stream(100, { keepBytes: 50 * EACH }, 20) })).toEqual({ telemetry: range(0, 20) });
    expect(cut({ telemetry: stream(100, { keepBytes: 50 * EACH }, 0) })).toEqual({});
  });

  it('is what goes beyond the quota of a stream, whoever reads it', () => {
    const quota = { keepBytes: 40 * EACH, maxBytes: 40 * EACH };
    expect(cut({ refusals: stream(100, quota, 0) })).toEqual({ refusals: range(0, 60) });
  });

  it('is taken from the longest stream where the log outgrows its share of the disk; others go on', () => {
    const streams = {
      readings: stream(100, { keepBytes: 10 * EACH }, 0),
      alerts: stream(50, { keepBytes: 500 * EACH }, 0),
    };
    expect(cut(streams, 200 * EACH)).toEqual({});
    // 5 % more than the share goes, so that the next cut is not due at once
    expect(cut(streams, 100 * EACH)).toEqual({ readings: range(0, 55) });
  });

  it('is never the newest record on disk, nor what is not there yet', () => {
    const nothing = { keepBytes: 0, maxBytes: 0 };
    const trimmable = stream(5, nothing);
    expect(cut({ refusals: trimmable })).toEqual({ refusals: [0, 1, 2, 3] });
    trimmable.tail.append(['pending'], 10, 0);
    expect(cut({ refusals: trimmable })).toEqual({ refusals: [0, 1, 2, 3] });
  });

  it('is spread over several flushes: 500 records, whose removal fits into what a full disk has left', () => {
    expect(cut({ telemetry: stream(5000, { keepBytes: 0 }) })).toEqual({ telemetry: range(0, 500) });
  });

  it('is no more than 128 pages, a short list of free ones, or an eighth of what is far too much', () => {
    const large = (records: number) => {
      const trimmable = stream(records, { keepBytes: 0 });
      trimmable.tail.nextOffset = records * 10 * EACH;
      const header = (_: Stream, record: number) => ({ base: record, offset: record * 10 * EACH, at: 0, newest: 0 });
      return recordsToCut(new Map([['telemetry', trimmable]]), 1e12, header).get('telemetry');
    };
    expect(large(400)).toEqual(range(0, 52));
    expect(large(2000)).toEqual(range(0, 250));
  });

  it('goes on where a single record is larger than such a piece', () => {
    const large = stream(10, { keepBytes: 2 * EACH });
    const header = (_: Stream, record: number) => ({ base: record, offset: record * 1e6, at: 0, newest: 0 });
    large.tail.nextOffset = 10e6;
    expect(recordsToCut(new Map([['telemetry', large]]), 1e9, header)).toEqual(new Map([['telemetry', [0]]]));
  });
});
