import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  cmax,
  type CmaxLimit,
  exceedance,
  type LimitAsked,
  type SeveritySteps,
  surfaceClass,
  type WaterStandards,
  withEntered,
} from '../index.js';

const data = JSON.parse(readFileSync('reference/qcvn-water.json', 'utf8')) as WaterStandards;
const { severity } = JSON.parse(readFileSync('reference/water.json', 'utf8')) as { severity: SeveritySteps };
const canal = { kind: 'river' } as const;
const industry = (parameter: string, more: Partial<LimitAsked> = {}): LimitAsked => ({
  ...{ standard: 'QCVN40:2011', column: 'A', parameter, receiver: canal, flow: 40 },
  ...more,
});
const limitOf = (asked: LimitAsked) => cmax(data, asked) as CmaxLimit;

describe('the highest concentration that may be discharged, WAT-O1 among them', () => {
  it.each([
    [industry('cod'), 81],
    [industry('bod5'), 32.4],
    [industry('tss', { receiver: { kind: 'lake' }, flow: 120 }), 33],
    [industry('cod', { receiver: { kind: 'river', flow: 300 }, flow: 6000 }), 75 * 1.1 * 0.9],
    [industry('cod', { receiver: { kind: 'coast', use: 'other' }, flow: 501 }), 75 * 1.3],
    [industry('cod', { receiver: { kind: 'sewer' } }), 150],
    [{ standard: 'QCVN14:2008', column: 'B', parameter: 'bod5', size: 'small' as const }, 60],
    [{ standard: 'QCVN14:2008', column: 'B', parameter: 'coliform_total' }, 5000],
    [{ standard: 'QCVN62-MT:2016', column: 'B', parameter: 'cod', receiver: canal, flow: 20 }, 300 * 0.9 * 1.3],
    [{ standard: 'QCVN39:2011', column: 'tuoi', parameter: 'cl' }, 350],
  ] as const)('%j is %d', (asked, expected) => {
    expect(limitOf(asked).max).toBeCloseTo(expected, 9);
  });

  it('has no factor for a range of pH: 5.6 passes in column B and fails in A', () => {
    const [a, b] = ['A', 'B'].map((column) => limitOf(industry('ph', { column })));
    expect(a).toMatchObject({ min: 6, max: 9, factors: {} });
    expect(exceedance(5.6, a!, severity)).toMatchObject({ over: true, severity: 'watch' });
    expect(exceedance(5.6, b!, severity).over).toBe(false);
  });

  it.each([
    [industry('cod', { standard: 'QCVN99' }), 'unknown-standard'],
    [industry('cod', { column: 'toString' }), 'unknown-column'],
    [industry('cod', { standard: 'QCVN40:2025' }), 'not-entered'],
    [industry('constructor'), 'unknown-parameter'],
    [{ standard: 'QCVN40:2011', column: 'A', parameter: 'cod', receiver: canal }, 'flow-needed'],
    [{ standard: 'QCVN40:2011', column: 'A', parameter: 'cod', flow: 5 }, 'receiver-needed'],
    [{ standard: 'QCVN14:2008', column: 'A', parameter: 'bod5' }, 'size-needed'],
    [{ standard: 'QCVN62-MT:2016', column: 'A', parameter: 'cod', receiver: canal, flow: 4 }, 'below-its-scope'],
    [
      { standard: 'QCVN62-MT:2016', column: 'A', parameter: 'cod', receiver: { kind: 'sewer' as const }, flow: 40 },
      'no-rule-for-receiver',
    ],
  ] as const)('%j is refused: %s', (asked, refused) => {
    expect(cmax(data, asked)).toEqual({ refused });
  });

  it('says how sure each part of it is', () => {
    expect(limitOf(industry('cod')).evidence).toEqual(['memory-high', 'verified']);
    expect(limitOf(industry('cod')).source).toContain('QCVN 40:2011');
  });

  it('is never higher where more is discharged, or less water takes it', () => {
    const size = fc.double({ min: 0.1, max: 20_000, noNaN: true });
    fc.assert(
      fc.property(size, size, size, (a, b, flow) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(limitOf(industry('cod', { flow: more })).max).toBeLessThanOrEqual(
          limitOf(industry('cod', { flow: less })).max!,
        );
        const into = (river: number) =>
          limitOf(industry('cod', { flow, receiver: { kind: 'river', flow: river } })).max!;
        expect(into(less)).toBeLessThanOrEqual(into(more));
      }),
    );
  });
});

describe('limits made with factors', () => {
  const LEGACY = data.standards.filter(({ formula }) => formula === 'kq-kf');
  const cells = fc.constantFrom(
    ...LEGACY.flatMap(({ id, columns }) =>
      Object.entries(columns).flatMap(([column, cell]) =>
        Object.keys(cell?.limits ?? {}).map((parameter) => ({ standard: id, column, parameter })),
      ),
    ),
  );
  const flow = fc.double({ min: 5, max: 20_000, noNaN: true });
  const receiver = fc.oneof(
    fc.record({ kind: fc.constant('river' as const), flow: fc.double({ min: 0.1, max: 2000, noNaN: true }) }),
    fc.record({ kind: fc.constant('lake' as const), volume: fc.double({ min: 1, max: 1e9, noNaN: true }) }),
    fc.constantFrom(canal, { kind: 'lake' } as const),
    fc.constantFrom({ kind: 'coast', use: 'aquaticLifeOrBathing' } as const, { kind: 'coast', use: 'other' } as const),
  );

  it('are C·Kq·Kf of the factors that are told, and C alone for what takes none', () => {
    fc.assert(
      fc.property(cells, flow, receiver, (cell, discharge, into) => {
        const { max, min, base, factors } = limitOf({ ...cell, flow: discharge, receiver: into });
        const product = (factors.kq ?? 1) * (factors.kf ?? 1);
        if (base.max !== undefined) expect(max).toBeCloseTo(base.max * product, 9);
        if (base.min !== undefined) expect(min).toBeCloseTo(base.min * product, 9);
        const free = data.standards.find(({ id }) => id === cell.standard)!.noFactors.includes(cell.parameter);
        expect(Object.keys(factors)).toEqual(free ? [] : ['kq', 'kf']);
      }),
    );
  });

  it('grow with Kq and with Kf, each by itself', () => {
    fc.assert(
      fc.property(cells, flow, flow, receiver, receiver, (cell, a, b, into, other) => {
        const at = (discharge: number, water: typeof into) => limitOf({ ...cell, flow: discharge, receiver: water });
        const [one, two] = [at(a, into), at(b, into)];
        if ((one.factors.kf ?? 1) >= (two.factors.kf ?? 1)) expect(one.max! >= two.max!).toBe(true);
        const [here, there] = [at(a, into), at(a, other)];
        if ((here.factors.kq ?? 1) >= (there.factors.kq ?? 1)) expect(here.max! >= there.max!).toBe(true);
      }),
    );
  });

  it('of what is not known are never higher than of what is known', () => {
    fc.assert(
      fc.property(cells, flow, receiver, (cell, discharge, into) => {
        if (into.kind === 'coast') return;
        const unknown = limitOf({ ...cell, flow: discharge, receiver: { kind: into.kind } });
        expect(unknown.max! <= limitOf({ ...cell, flow: discharge, receiver: into }).max!).toBe(true);
      }),
    );
  });
});

describe('a standard of 2025', () => {
  const entered = { standard: 'QCVN40:2025', column: 'B', source: 'Thông tư 06/2025, phụ lục' };

  it('is empty until somebody types it in, and carries that as its evidence', () => {
    for (const { id, columns } of data.standards.filter((s) => s.effectiveFrom === '2025-09-01'))
      expect([id, Object.values(columns)]).toEqual([id, [null, null, null]]);
    const limits = { cod: { byFlow: [{ upTo: 2000, max: 90 }, { upTo: 20_000, max: 80 }, { max: 65 }] } };
    const taken = withEntered(data, { ...entered, limits });
    if ('refused' in taken) throw new Error(taken.refused);
    const at = (flow: number) => cmax(taken.data, { standard: 'QCVN40:2025', column: 'B', parameter: 'cod', flow });
    expect([2000, 2001, 30_000].map((flow) => (at(flow) as CmaxLimit).max)).toEqual([90, 80, 65]);
    expect(at(1)).toMatchObject({ evidence: ['entered'], source: 'Thông tư 06/2025, phụ lục' });
    expect(cmax(data, { standard: 'QCVN40:2025', column: 'B', parameter: 'cod', flow: 1 })).toEqual({
      refused: 'not-entered',
    });
  });
  it.each([
    [{ ...entered, standard: 'x', limits: { cod: { max: 1 } } }, 'unknown-standard'],
    [{ ...entered, column: 'D', limits: { cod: { max: 1 } } }, 'unknown-column'],
    [{ ...entered, limits: { kod: { max: 1 } } }, 'unknown-parameter'],
    [{ ...entered, limits: { cod: {} } }, 'no-bound'],
    [{ ...entered, limits: {} }, 'no-bound'],
    [{ ...entered, limits: { ph: { min: 9, max: 6 } } }, 'min-above-max'],
  ])('%j is not taken: %s', (wrong, refused) => {
    expect(withEntered(data, wrong)).toEqual({ refused });
  });
});

describe('how bad an exceedance is', () => {
  it.each([
    [75, { max: 75 }, undefined],
    [82.5, { max: 75 }, 'watch'],
    [83, { max: 75 }, 'warning'],
    [150, { max: 75 }, 'warning'],
    [150.1, { max: 75 }, 'emergency'],
    [1, { min: 2 }, 'warning'],
    [0, { min: 2 }, 'emergency'],
    [9.4, { min: 6, max: 9 }, 'watch'],
    [10, { min: 6, max: 9 }, 'warning'],
    [4, { min: 6, max: 9 }, 'emergency'],
    [4, {}, undefined],
  ] as const)('%d of %j: %s', (value, limit, expected) => {
    expect(exceedance(value, limit, severity).severity).toBe(expected);
  });

  it('grows with the concentration, and does not depend on the unit', () => {
    const value = fc.double({ min: 0.01, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(value, value, value, fc.constantFrom(0.001, 1000), (a, b, max, unit) => {
        const r = (v: number, scale = 1) => exceedance(v * scale, { max: max * scale }, severity).r!;
        expect(r(Math.max(a, b))).toBeGreaterThanOrEqual(r(Math.min(a, b)));
        expect(r(a, unit)).toBeCloseTo(r(a), 6);
      }),
    );
  });
});

describe('the class of a water', () => {
  const example = { ph: 7.1, do: 4.6, bod5: 8, cod: 18, tss: 60, tn: 1.2, tp: 0.2 };

  it('WAT-O2: is that of its worst parameters, provisional while some are not measured', () => {
    expect(surfaceClass(data, { values: example })).toMatchObject({
      ...{ class: 'C', by: ['bod5', 'cod', 'do'], measured: 7, of: 10, provisional: true },
      missing: ['toc', 'coliform_total', 'coliform_fecal'],
      each: { ph: 'A', tss: 'B', tn: 'B', tp: 'B', do: 'C' },
    });
  });
  it('goes by rubbish where there is much mud', () => {
    expect(surfaceClass(data, { values: { ...example, tss: 130 } }).class).toBe('C');
    expect(surfaceClass(data, { values: { ...example, tss: 130 }, rubbish: true })).toMatchObject({
      class: 'D',
      by: ['tss'],
    });
  });
  it('is D for whatever lies outside C', () => {
    expect(surfaceClass(data, { values: { ...example, do: 3.9 } }).class).toBe('D');
    expect(surfaceClass(data, { values: { ph: 5.9 } })).toMatchObject({ class: 'D', by: ['ph'], measured: 1 });
  });
  it('is none without a measurement, nor for a pond that is worse than the table knows', () => {
    expect(surfaceClass(data, { values: { cod: undefined } })).toMatchObject({
      reason: 'nothing-measured',
      measured: 0,
    });
    const pond = surfaceClass(data, { values: { bod5: 7 } }, 'lake');
    expect(pond).toMatchObject({ reason: 'worse-than-known', by: ['bod5'], each: { bod5: null } });
    expect(pond).not.toHaveProperty('class');
    expect(surfaceClass(data, { values: { bod5: 4, tss: 6 } }, 'lake')).toMatchObject({ class: 'B', by: ['tss'] });
  });
  it('is complete with all ten, and never better with more of what is bad', () => {
    const all = { ...example, toc: 3, coliform_total: 100, coliform_fecal: 10 };
    expect(surfaceClass(data, { values: all })).toMatchObject({ class: 'C', provisional: false, missing: [] });
    fc.assert(
      fc.property(
        fc.constantFrom('bod5', 'cod', 'tn', 'tp'),
        fc.double({ min: 0, max: 30, noNaN: true }),
        (name, more) => {
          const at = (value: number) => surfaceClass(data, { values: { ...all, [name]: value } }).class!;
          expect(at(more + 1) >= at(more)).toBe(true);
        },
      ),
    );
  });
});

describe('the tables', () => {
  it('say of each column where it is from and how sure that is, and know each parameter', () => {
    const tables = [data.surfaceClasses.river, data.surfaceClasses.lake].flatMap((t) => Object.values(t.classes));
    const columns = [...data.standards.flatMap((s) => Object.values(s.columns)), ...tables].filter((c) => c !== null);
    expect(columns.length).toBeGreaterThan(10);
    for (const { source, evidence, limits } of columns) {
      expect(source.length).toBeGreaterThan(5);
      expect(evidence.length).toBeGreaterThan(5);
      for (const name of Object.keys(limits)) expect(Object.keys(data.parameters)).toContain(name);
    }
  });
  it('call what was replaced old, and name what replaced it', () => {
    const legacy = data.standards.filter((s) => s.status === 'legacy');
    expect(legacy.map((s) => s.id)).toEqual(['QCVN40:2011', 'QCVN14:2008', 'QCVN62-MT:2016']);
    for (const { label, replacedBy } of legacy) {
      expect(label.vi).toBe('cũ – theo lộ trình');
      expect(data.standards.find((s) => s.id === replacedBy)!.status).toBe('current');
    }
  });
});
