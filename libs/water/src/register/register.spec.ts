import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  FLOW_CLASSES,
  METRICS,
  type PointPlace,
  RECEIVER_CLASSES,
  type Source,
  type SourceRecord,
} from '#hub/contracts';
import {
  byDue,
  dayOf,
  dueOn,
  exceedingNow,
  judge,
  judgeSample,
  limitName,
  type LimitedSource,
  outletDevices,
  outletsOf,
  type SeveritySteps,
  sourceLimits,
  type WaterStandards,
  withEntered,
} from '../index.js';

const data = JSON.parse(readFileSync('reference/qcvn-water.json', 'utf8')) as WaterStandards;
const { severity } = JSON.parse(readFileSync('reference/water.json', 'utf8')) as { severity: SeveritySteps };
const WORKSHOP: LimitedSource = { standard: 'QCVN40:2011', column: 'A', canal: 'kenh-tieu', flowM3Day: 40 };
const limitsOf = (more: Partial<LimitedSource> = {}) => sourceLimits(data, { ...WORKSHOP, ...more });
const maxOf = (parameter: string, more: Partial<LimitedSource> = {}) =>
  limitsOf(more).limits.find((limit) => limit.parameter === parameter)?.max;

describe('the limits of a source', () => {
  it('are C·Kq·Kf, exactly, and say what they are made of', () => {
    expect([maxOf('cod'), maxOf('bod5')]).toEqual([81, 32.4]);
    expect(maxOf('tss', { receiver: 'lake', flowM3Day: 120 })).toBe(33);
    expect(limitsOf().limits.find(({ parameter }) => parameter === 'cod')).toMatchObject({
      ...{ base: { max: 75 }, factors: { kq: 0.9, kf: 1.2 }, unit: 'mg/l', evidence: ['memory-high', 'verified'] },
    });
    expect(limitsOf()).toMatchObject({ standard: 'QCVN40:2011', column: 'A', label: { vi: 'cũ – theo lộ trình' } });
  });

  it.each([
    [{ standard: undefined }, 'no-standard'],
    [{ standard: 'QCVN1:1900' }, 'unknown-standard'],
    [{ column: undefined }, 'no-column'],
    [{ column: 'Z' }, 'unknown-column'],
    [{ standard: 'QCVN40:2025' }, 'not-entered'],
  ])('are none with %j: %s', (more, reason) => {
    const source = { ...WORKSHOP, ...more } as LimitedSource;
    const { limits, refused } = sourceLimits(data, source);
    expect([limits, refused]).toEqual([[], [{ reason, parameters: [] }]]);
  });

  it('are those that take no factor where the discharge is not known', () => {
    const { limits, refused } = limitsOf({ flowM3Day: undefined as never });
    expect(limits.map(({ parameter }) => parameter)).toContain('ph');
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ reason: 'flow-needed' });
    expect(refused[0]!.parameters).toContain('cod');
  });

  it('take the only column where none is named, and what somebody typed in', () => {
    expect(sourceLimits(data, { standard: 'QCVN02-19:2014' }).column).toBe('ao');
    const put = withEntered(data, {
      ...{ standard: 'QCVN40:2025', column: 'A', source: 'Thông tư 06/2025', limits: { cod: { max: 60 } } },
    });
    if (!('data' in put)) throw new Error(put.refused);
    const { limits } = sourceLimits(put.data, { ...WORKSHOP, standard: 'QCVN40:2025' });
    expect(limits).toMatchObject([{ parameter: 'cod', max: 60, factors: {}, source: 'Thông tư 06/2025' }]);
  });
});

describe('a source of which a class is known and no figure', () => {
  const inside = ({ over = 0, upTo = 1e9 }: { over?: number; upTo?: number }) =>
    fc.double({ min: over, max: upTo, minExcluded: true, noNaN: true });
  const known = (more: Partial<LimitedSource>) => ({ ...more, standard: 'QCVN40:2011', column: 'B' });

  it('has the limits that each figure of its class gives', () => {
    for (const [flowClass, span] of Object.entries(FLOW_CLASSES))
      for (const [receiverClass, water] of Object.entries(RECEIVER_CLASSES))
        fc.assert(
          fc.property(inside(span), inside(water), (flowM3Day, receiverSize) => {
            const into = known({ canal: 'kenh', receiver: water.of });
            const byClass = sourceLimits(data, { ...into, flowClass, receiverClass } as LimitedSource);
            expect(byClass).toEqual(sourceLimits(data, { ...into, flowM3Day, receiverSize } as LimitedSource));
          }),
          { numRuns: 10 },
        );
  });

  it('needs the figure where the standard divides that class further', () => {
    const livestock = { standard: 'QCVN62-MT:2016', column: 'B', canal: 'kenh' };
    expect(maxOf('cod', { ...livestock, flowM3Day: undefined as never, flowClass: 'to-50' })).toBe(351);
    const { refused } = sourceLimits(data, { ...livestock, flowClass: 'to-500' });
    expect(refused[0]).toMatchObject({ reason: 'flow-needed' });
  });
});

describe('where the water goes', () => {
  it('gives a sewer without a plant the cells of column B, and the sea its own factors', () => {
    const sewer = limitsOf({ receiver: 'sewer' });
    expect(sewer.column).toBe('B');
    expect(sewer.limits.find(({ parameter }) => parameter === 'cod')).toMatchObject({ max: 150, factors: {} });
    const livestock = limitsOf({ standard: 'QCVN62-MT:2016', receiver: 'sewer' });
    expect(livestock.refused).toMatchObject([{ reason: 'no-rule-for-receiver' }]);
    expect([maxOf('cod', { receiver: 'coast-life' }), maxOf('cod', { receiver: 'coast' })]).toEqual([90, 117]);
  });
});

describe('devices at outlets', () => {
  const source = { ...WORKSHOP, id: 'lo', device: 'd1' } as Source;
  it('are those of the source and of its outlets, once each, with limits in the units of their metrics', () => {
    const points = [
      { name: 'Cửa xả 2', place: 'outlet' as const, device: 'd2' },
      { name: 'Cửa xả 3', place: 'outlet' as const, device: 'd1' },
      { name: 'Kênh', place: 'receiving' as const, device: 'd3' },
    ];
    expect(outletDevices({ device: 'd1', points })).toEqual(['d1', 'd2']);
    const outlets = outletsOf(data, [
      { ...source, points },
      { ...source, id: 'cu', closed: true },
    ]);
    expect(outlets.map(({ device }) => device)).toEqual(['d1', 'd2']);
    const { limits } = limitsOf();
    for (const { metric, max } of outlets[0]!.limits) {
      const own = limits.find(
        ({ parameter }) => parameter === metric || (parameter === 'temp' && metric === 'water_temperature'),
      );
      expect([own!.unit, own!.max]).toEqual([METRICS[metric].unit, max]);
    }
    expect(outlets[0]!.limits.map(({ metric }) => metric).sort()).toEqual([
      'bod5',
      'cod',
      'nh4_n',
      'ph',
      'tss',
      'water_temperature',
    ]);
  });
  it('name what a limit is of as papers write it', () => {
    expect(limitName({ standard: 'QCVN62-MT:2016', column: 'B' })).toEqual({
      vi: 'QCVN 62-MT:2016, cột B',
      en: 'QCVN 62-MT:2016, column B',
    });
  });
});

describe('a value of a laboratory', () => {
  const { limits } = limitsOf();
  it.each([
    [
      { parameter: 'cod', value: 81 },
      { over: false, r: 1 },
    ],
    [
      { parameter: 'cod', value: 97.2 },
      { over: true, severity: 'warning', limit: { max: 81 } },
    ],
    [
      { parameter: 'cod', value: 170, unit: 'MG/L' },
      { over: true, severity: 'emergency' },
    ],
    [
      { parameter: 'ph', value: 5.6 },
      { over: true, severity: 'watch' },
    ],
    [
      { parameter: 'cod', value: 170, unit: 'µg/l' },
      { over: false, unjudged: 'other-unit' },
    ],
    [
      { parameter: 'chlorophyll_a', value: 9 },
      { over: false, unjudged: 'no-limit' },
    ],
  ])('%j is judged %j', (measured, expected) => {
    expect(judge(measured, limits, severity)).toMatchObject(expected);
  });

  it('counts until a later one of the same parameter is within the limit', () => {
    const sample = (...values: [string, number][]): Pick<SourceRecord, 'deed'> => ({
      deed: { did: 'sampled', values: values.map(([parameter, value]) => ({ parameter, value })) },
    });
    const over = exceedingNow(
      [sample(['cod', 60]), sample(['cod', 300], ['bod5', 40], ['tss', 400])],
      limits,
      severity,
    );
    expect(over.map(({ parameter }) => parameter)).toEqual(['tss', 'bod5']);
  });

  it('counts at each outlet by itself, and not at all in water that is none of an outlet', () => {
    const sample = (cod: number, place?: PointPlace, name = 'Điểm 2'): Pick<SourceRecord, 'deed'> => ({
      deed: { did: 'sampled', values: [{ parameter: 'cod', value: cod }], ...(place && { point: { name, place } }) },
    });
    const over = (...samples: Pick<SourceRecord, 'deed'>[]) => exceedingNow(samples, limits, severity).length;
    expect(over(sample(60), sample(300, 'outlet'))).toBe(1);
    expect(over(sample(60, 'outlet'), sample(300, 'outlet'))).toBe(0);
    expect(over(sample(900, 'receiving'), sample(900, 'inside'))).toBe(0);
    const { deed } = sample(900, 'receiving');
    expect(deed.did === 'sampled' && judgeSample(deed, limits, severity)).toEqual([
      { parameter: 'cod', value: 900, unit: 'mg/l', over: false, unjudged: 'other-water' },
    ]);
  });
});

describe('a day on which something is due', () => {
  it.each([
    ['2026-11-25', 'overdue', -1],
    ['2026-11-26', 'soon', 0],
    ['2026-12-26', 'soon', 30],
    ['2026-12-27', 'later', 31],
  ])('%s is %s on 26/11/2026', (on, state, days) => {
    expect(dueOn(on, '2026-11-26')).toEqual({ state, on, days });
  });

  it('is of the commune’s day, and what does not wait comes first', () => {
    expect(dayOf(Date.parse('2026-11-25T17:00:00Z'))).toBe('2026-11-26');
    expect(dueOn(undefined, '2026-11-26')).toEqual({ state: 'none' });
    const days = [undefined, '2027-05-01', '2026-11-01', '2026-12-01', '2026-10-01'];
    const sorted = days.map((on) => dueOn(on, '2026-11-26')).sort(byDue);
    expect(sorted.map(({ on }) => on)).toEqual(['2026-10-01', '2026-11-01', '2026-12-01', '2027-05-01', undefined]);
  });
});
