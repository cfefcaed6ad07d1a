import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addSample,
  background,
  binOf,
  binStart,
  excessOf,
  mergeBins,
  mergeEvents,
  type OpenSamples,
  relationOf,
  type Sample,
  samplesFrom,
  type SmokeRules,
} from './index.js';

import { partsOf } from './bins.js';

const rules = JSON.parse(readFileSync('reference/smoke.json', 'utf8')) as SmokeRules;
const noon = Date.UTC(2026, 5, 2, 12);
const MINUTE = 60_000;
const samples = fc.uniqueArray(
  fc.tuple(fc.integer({ min: 0, max: 599_999 }), fc.double({ min: 0, max: 1000, noNaN: true })),
  { selector: ([ts]) => ts, minLength: 3, maxLength: 20 },
);
const gather = (all: readonly Sample[]): OpenSamples =>
  all.reduce<OpenSamples>((open, sample) => addSample(open, 'pm25', sample), {});

describe('bins', () => {
  it('begin on the full hour of UTC', () => {
    expect(binStart(noon + 599_999, rules)).toBe(noon);
    expect(binStart(noon + 600_000, rules)).toBe(noon + 600_000);
  });
  it('want three raw values of a metric, and are their median', () => {
    const two = gather([
      [noon, 10],
      [noon + MINUTE, 30],
    ]);
    expect(binOf(two, noon, rules)).toEqual({ start: noon, values: {} });
    expect(binOf(addSample(two, 'pm25', [noon + 2 * MINUTE, 11]), noon, rules).values).toEqual({ pm25: 11 });
  });
  it('take a value that comes twice once, leave out what is no number, and keep what is of later bins', () => {
    let open = gather([
      [noon, 1],
      [noon, 1],
      [noon + 1, Number.NaN],
    ]);
    expect(open.pm25).toEqual([[noon, 1]]);
    open = addSample(open, 'pm25', [noon + 600_000, 5]);
    expect(samplesFrom(open, noon + 600_000)).toEqual({ pm25: [[noon + 600_000, 5]] });
    expect(samplesFrom(open, noon + 1_200_000)).toEqual({});
  });
  it('do not mind the order, and lie between what was measured', () => {
    fc.assert(
      fc.property(samples, (raw) => {
        const at = raw.map(([ts, value]): Sample => [noon + ts, value]);
        const { values } = binOf(gather(at), noon, rules);
        expect(binOf(gather([...at].reverse()), noon, rules).values).toEqual(values);
        const all = at.map(([, value]) => value);
        expect(values.pm25).toBeGreaterThanOrEqual(Math.min(...all));
        expect(values.pm25).toBeLessThanOrEqual(Math.max(...all));
      }),
    );
  });
});

describe('parts of a bin', () => {
  const start = Date.UTC(2026, 5, 2, 8);
  const sample = (minute: number, value: number) => [start + minute * 60_000, value] as const;
  it('are medians of five minutes each, so that one wild value says nothing; null where nothing was read', () => {
    const open = { pm25: [sample(0, 20), sample(2, 999), sample(4, 22), sample(5, 60), sample(10, 5)] };
    expect(partsOf(open, start, rules)).toEqual([22, 60]);
    expect(partsOf({ pm25: [sample(7, 60)] }, start, rules)).toEqual([null, 60]);
    expect(partsOf({}, start, rules)).toEqual([null, null]);
  });
});

describe('the background', () => {
  const HOUR = 60 * MINUTE;
  const nothing = { start: noon, others: [], own: [], hours: [] };
  const day = Array.from({ length: 144 }, (_, i) => [noon - (i + 1) * 10 * MINUTE, i] as const);
  const week = Array.from({ length: 7 }, (_, i) => [noon - (i + 1) * 24 * HOUR, 10 + i] as const);

  it('is the median of three others, before anything else', () => {
    expect(background({ ...nothing, others: [5, 90, 7], own: day, hours: week }, rules)).toEqual({
      value: 7,
      source: 'others',
      of: 3,
    });
  });
  it('is the own low of the day with fewer, then the same hour of the last days, then unknown', () => {
    const own = { ...nothing, others: [5, 7], own: day, hours: week };
    expect(background(own, rules)).toMatchObject({ value: 0.2 * 143, source: 'rolling', of: 144 });
    expect(background({ ...own, own: day.slice(0, 35) }, rules)).toMatchObject({ value: 13, source: 'sameHour' });
    expect(background({ ...own, own: [], hours: week.slice(0, 2) }, rules)).toBeUndefined();
    expect(
      background({ ...own, own: [], hours: week.map(([at, v]) => [at + HOUR, v] as const) }, rules),
    ).toBeUndefined();
  });
  it('never counts the bin itself or what came after it', () => {
    const later = day.map(([at, value]) => [at + 24 * HOUR + 10 * MINUTE, value] as const);
    expect(background({ ...nothing, own: later }, rules)).toBeUndefined();
  });
});

describe('a candidate', () => {
  const over = (value: number) => ({ value, source: 'others', of: 5 }) as const;
  it.each([
    [39.5, 4.7, 'candidate'],
    [24.9, 5, 'excessTooLow'],
    [25, 5, 'candidate'],
    [70, 50, 'ratioTooLow'],
    [75, 50, 'candidate'],
    [20.5, 0.1, 'candidate'],
  ])('%d over %d: %s', (x, b, because) => {
    expect(excessOf(x, over(b), rules).because).toBe(because);
  });
  it('is none without a value or a background', () => {
    expect(excessOf(undefined, over(1), rules)).toEqual({ because: 'noValue' });
    expect(excessOf(99, undefined, rules)).toEqual({ because: 'noBackground' });
  });
  it('stays one when there is more smoke, or less background', () => {
    const figure = fc.double({ min: 0, max: 500, noNaN: true });
    fc.assert(
      fc.property(figure, figure, figure, (x, b, more) => {
        if (excessOf(x, over(b), rules).because !== 'candidate') return;
        expect(excessOf(x + more, over(b), rules).because).toBe('candidate');
        expect(excessOf(x, over(Math.max(0, b - more)), rules).because).toBe('candidate');
      }),
    );
  });
});

describe('events', () => {
  const at = (minutes: number) => noon + minutes * MINUTE;
  it('are bins with no more than half an hour between them', () => {
    expect(mergeBins([at(50), at(0), at(10), at(50), at(100)], rules)).toEqual([
      { from: at(0), to: at(60), bins: [at(0), at(10), at(50)] },
      { from: at(100), to: at(110), bins: [at(100)] },
    ]);
  });
  it('do not mind the order of bins nor when the day began', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 143 })), fc.integer({ min: -99, max: 99 }), (bins, days) => {
        const starts = bins.map((n) => at(n * 10));
        const shift = days * 86_400_000;
        const runs = mergeBins(starts, rules);
        const moved = mergeBins(
          [...starts].reverse().map((start) => start + shift),
          rules,
        );
        expect(moved.map(({ from, to }) => [from - shift, to - shift])).toEqual(runs.map(({ from, to }) => [from, to]));
        expect(runs.flatMap((run) => run.bins)).toEqual([...new Set(starts)].sort((a, b) => a - b));
      }),
    );
  });

  const event = (station: string, x: number, y: number, from: number) => ({
    ...{ station, at: { x, y } },
    ...{ from: at(from), to: at(from + 10) },
  });
  const southWind = { from: 180, speed: 2 };
  it('are of one incident downwind of each other within the hour', () => {
    const near = event('a', 0, 0, 0);
    const calm = { from: 180, speed: 0.3 };
    expect(relationOf(near, event('b', 400, 3000, 40), southWind, rules)).toBe('downwind');
    expect(relationOf(near, event('b', 400, 3000, 71), southWind, rules)).toBe('tooLate');
    expect(relationOf(near, event('b', 3000, 400, 40), southWind, rules)).toBe('unrelated');
    expect(relationOf(near, event('b', 400, 3000, 40), calm, rules)).toBe('unrelated');
    expect(relationOf(near, event('b', 400, 3000, 40), undefined, rules)).toBe('unrelated');
    expect(relationOf(near, event('b', 900, 0, 40), undefined, rules)).toBe('near');
  });
  it('make chains, whatever the order', () => {
    const all = [event('a', 0, 0, 0), event('b', 0, 3000, 50), event('c', 0, 6000, 100), event('d', 9000, 0, 0)];
    const groups = (list: typeof all) =>
      mergeEvents(list, () => southWind, rules).map((one) => one.map(({ station }) => station).sort());
    expect(groups(all)).toEqual([['a', 'b', 'c'], ['d']]);
    expect(groups([...all].reverse())).toEqual(groups(all));
  });
});
