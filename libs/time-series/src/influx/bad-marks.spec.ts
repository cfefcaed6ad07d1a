import { describe, expect, it } from '@jest/globals';
import type { Metric, Quality } from '#hub/contracts';
import type { Point } from '../time-series.js';
import { BadMarks, type MarkSource, type MarkSpan } from './bad-marks.js';

const NOW = 1_772_582_400_000;
const HOUR = 3_600_000;
const point = (device: string, ts: number, quality?: Partial<Record<Metric, Quality>>): Point => ({
  kind: 'air',
  commune: '00001',
  device,
  ts,
  received: ts,
  values: { pm25: 1, co: 1 },
  ...(quality && { quality }),
  simulated: false,
});

/** A store with these marks, that counts what it is asked. */
class Source implements MarkSource {
  asked: string[][] = [];
  spans: MarkSpan[] = [];
  constructor(readonly marks: Record<string, { ts: number; metric: string }[]> = {}) {}
  async everMarked(series: readonly { device: string }[]): Promise<boolean[]> {
    this.asked.push(series.map((s) => s.device));
    return series.map((s) => s.device in this.marks);
  }
  async marksIn(spans: readonly MarkSpan[]) {
    this.spans.push(...spans);
    return spans.map(({ device, from, to }) => (this.marks[device] ?? []).filter((m) => m.ts >= from && m.ts <= to));
  }
}
const write = async (marks: BadMarks, points: Point[]) => {
  await marks.prepare(points);
  const marked = points.map((p) => Object.keys(p.values).filter((m) => marks.has(p, m)));
  marks.stored(points);
  return marked;
};

describe('marks of values that are not good', () => {
  it('of this run are known without asking', async () => {
    const source = new Source();
    const marks = new BadMarks(source, NOW);
    await write(marks, [point('a', NOW + HOUR, { pm25: 'suspect' })]);
    expect(await write(marks, [point('a', NOW + HOUR)])).toEqual([['pm25']]);
    // it was said that the value is good: said once
    expect(await write(marks, [point('a', NOW + HOUR)])).toEqual([[]]);
    expect(source).toMatchObject({ asked: [['a']], spans: [] });
  });

  it('of the same batch count for what comes after', async () => {
    const marks = new BadMarks(new Source(), NOW);
    const at = NOW + HOUR;
    expect(await write(marks, [point('a', at, { pm25: 'suspect' }), point('a', at)])).toEqual([['pm25'], ['pm25']]);
    expect(await write(marks, [point('a', at)])).toEqual([[]]);
  });

  it('of former runs are asked for, of series that have some and of times that are old', async () => {
    const source = new Source({ old: [{ ts: NOW - HOUR, metric: 'co' }] });
    const marks = new BadMarks(source, NOW);
    expect(await write(marks, [point('old', NOW - HOUR), point('clean', NOW - HOUR)])).toEqual([['co'], []]);
    await write(marks, [point('old', NOW + HOUR), point('clean', NOW - 2 * HOUR)]);
    expect(source.asked).toEqual([['old', 'clean']]);
    expect(source.spans).toEqual([{ kind: 'air', device: 'old', from: NOW - HOUR, to: NOW - HOUR }]);
  });

  it('are asked for again where too many were learnt to remember', async () => {
    const source = new Source();
    const marks = new BadMarks(source, NOW);
    const first = NOW + HOUR;
    const many = Array.from({ length: 100_010 }, (_, i) => point('a', first + i, { pm25: 'fault' }));
    await write(marks, many);
    source.marks['a'] = [{ ts: first, metric: 'pm25' }];
    expect(await write(marks, [point('a', first), point('a', first + 100_000)])).toEqual([['pm25'], ['pm25']]);
    expect(source.spans).toEqual([{ kind: 'air', device: 'a', from: first, to: first }]);
  });
});
