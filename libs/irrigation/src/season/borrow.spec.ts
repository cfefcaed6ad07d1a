import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  advise,
  borrow,
  goOn,
  type IrrigationTable,
  type Measurement,
  outlookOf,
  type PlotEvent,
  season,
  type Season,
  type SeasonInput,
  type SeasonPlot,
  stateOf,
} from '../index.js';
import { aPlot, moment, someDays } from '../spec-kit.js';

const table = JSON.parse(readFileSync('reference/irrigation.json', 'utf8')) as IrrigationTable;
const NOW = moment('2026-11-20', 6);
const days = someDays('2026-11-01', 30);
const state = (plot: Partial<SeasonPlot>, level?: number, events: PlotEvent[] = []) => {
  const measurements = level === undefined ? [] : [{ at: NOW, metric: 'field_level' as const, value: level }];
  return stateOf(season(aPlot(plot), days, { measurements, events, until: NOW }, table) as Season, table);
};
const own = state({});
const from = (...others: ReturnType<typeof state>[]) => borrow(own, others, table).borrowed?.from;

describe('a plot without a probe', () => {
  it('has the level of the nearest measured plot like it, and says whose', () => {
    const near = state({ id: 'b', latitude: 10.001 }, -8);
    const found = borrow(own, [state({ id: 'c', latitude: 10.002 }, 3), near], table);
    expect(found).toMatchObject({
      basis: 'borrowed',
      borrowed: { from: 'b', distanceM: 111 },
      measured: { value: -8 },
    });
    expect(found.level).toBeCloseTo(-8, 9);
    expect(found.field).toBe(own.field);
    expect(found.notes).toEqual([]);
  });
  it('asks its own block first', () => {
    const near = state({ id: 'b', latitude: 10.001, block: 'khu-2' }, -8);
    expect(from(near, state({ id: 'c', latitude: 10.005 }, 3))).toBe('c');
    expect(from(near)).toBe('b');
  });
  it.each([
    ['another crop', { crop: 'maize' }],
    ['another soil', { soil: 'loam' }],
    ['sown eleven days later', { sown: '2026-11-12' }],
    ['farther than a kilometre', { latitude: 10.02 }],
    ['nobody knows where', { latitude: undefined }],
  ] as const)('does not ask a plot that is not like it: %s', (_, plot) => {
    expect(from(state({ id: 'b', latitude: 10.001, ...plot }, 3))).toBeUndefined();
  });
  it('does not ask a plot that was filled last week while it was not', () => {
    const filled: PlotEvent[] = [{ type: 'irrigated', at: moment('2026-11-16'), m3: 800 }];
    const other = state({ id: 'b', latitude: 10.001 }, 3, filled);
    expect(from(other)).toBeUndefined();
    expect(borrow(state({}, undefined, filled), [other], table).basis).toBe('borrowed');
  });
  it('keeps what it measures itself, and its estimate where there is nobody', () => {
    const measured = state({}, 1);
    expect(borrow(measured, [state({ id: 'b' }, -8)], table)).toBe(measured);
    expect(borrow(own, [state({ id: 'b', latitude: 10.001 })], table)).toBe(own);
  });
  it('knows its level by the tube it borrows, however little is known of its own season', () => {
    const early = { sown: '2026-09-20' };
    const filled: PlotEvent[] = [{ type: 'irrigated', at: moment('2026-11-16'), m3: 800 }];
    const alone = state(early, undefined, filled);
    const lent = borrow(alone, [state({ id: 'b', latitude: 10.001, ...early }, -8, filled)], table);
    expect([alone.guessed, lent.basis]).toEqual([true, 'borrowed']);
    const said = (of: typeof alone, value = 0.2) => {
      const { verdict, guessed, why } = advise(
        of,
        outlookOf(undefined, NOW, table),
        { salinity: { value, at: NOW } },
        table,
      );
      return { verdict, guessed, keys: why.map(({ key }) => key) };
    };
    expect(said(alone)).toMatchObject({ guessed: true, keys: expect.arrayContaining(['level-guessed']) });
    expect(said(lent).guessed).toBeUndefined();
    expect(said(lent).keys).toContain('borrowed');
    expect(said(lent).keys).not.toContain('level-guessed');
    // against salt the gate is shut whatever a tube would say
    const salty = said(alone, 6);
    expect([salty.verdict, salty.guessed]).toEqual(['hold-salty', undefined]);
    expect(salty.keys).not.toContain('level-guessed');
  });
  it('asks the same one, whatever the order', () => {
    const others = [1, 2, 3, 4].map((i) => state({ id: `b${i}`, latitude: 10 + (i % 2) / 1000, longitude: 105.5 }, -i));
    fc.assert(
      fc.property(fc.shuffledSubarray(others, { minLength: 4 }), (list) => {
        expect(from(...list)).toBe('b2');
      }),
    );
  });
});

describe('a plot whose neighbour was filled, and it was not', () => {
  const HOUR = 3_600_000;
  const tube = (at: number, value: number): Measurement => ({ at, metric: 'field_level', value });
  const pour = (at: number, m3: number, hours = 1): PlotEvent => ({ type: 'irrigated', at, m3, hours });
  const stateFrom = (plot: Partial<SeasonPlot>, input: SeasonInput) =>
    stateOf(season(aPlot(plot), days, { ...input, until: NOW }, table) as Season, table);
  const neighbour = (input: SeasonInput, plot: Partial<SeasonPlot> = {}) =>
    stateFrom({ id: 'b', latitude: 10.001, ...plot }, input);
  const gone = (others: ReturnType<typeof neighbour>[], input: SeasonInput = {}) =>
    goOn(borrow(stateFrom({}, input), others, table), others, days, { ...input, until: NOW }, table);

  it('goes on from what was read before, as an estimate that says from where', () => {
    const b = neighbour({ measurements: [tube(NOW - 4 * HOUR, -13)], events: [pour(NOW - 2 * HOUR, 700)] });
    const found = gone([b]);
    expect(found).toMatchObject({
      ...{ basis: 'estimated', borrowed: { from: 'b', distanceM: 111 }, untold: false, guessed: false },
      measured: tube(NOW - 4 * HOUR, -13),
    });
    // 8.25 mm a day, which are 11.8 cm below the surface
    expect(found.level).toBeCloseTo(-13 - (4 / 24) * (8.25 / 0.7), 6);
    expect(found.notes.map(({ key }) => key)).not.toContain('start-assumed');
    const advice = advise(found, outlookOf(undefined, NOW, table), {}, table);
    expect(advice.verdict).toBe('irrigate');
    expect(advice.why).toContainEqual({
      ...{ key: 'borrowed-until', figures: { from: 'b', distanceM: 111, at: NOW - 4 * HOUR } },
    });
    // its own balance has run dry since sowing, and says nothing
    const alone = advise(own, outlookOf(undefined, NOW, table), {}, table);
    expect(alone.why[0]!.key).toBe('nothing-told');
  });

  it('is told by a tube that does not show yet what was told of', () => {
    const measurements = [tube(NOW - 20 * HOUR, -6), tube(NOW - 0.5 * HOUR, -13)];
    const b = neighbour({ measurements, events: [pour(NOW - 1.2 * HOUR, 700)] });
    // the neighbour has its water by what its people say; the plot is as the tube has it
    expect(b.level).toBeGreaterThan(0);
    expect(gone([b])).toMatchObject({ measured: tube(NOW - 0.5 * HOUR, -13), basis: 'estimated' });
  });

  it('does not take a mean that has part of the water in it for what was before', () => {
    const measurements = [tube(NOW - 4 * HOUR, -13), tube(NOW - 2 * HOUR, -9)];
    const b = neighbour({ measurements, events: [pour(NOW - 1.8 * HOUR, 700)] });
    expect(gone([b]).measured).toMatchObject({ value: -13 });
  });

  it('has its own water on top of it', () => {
    const b = neighbour({ measurements: [tube(moment('2026-11-15', 6), -13)] });
    const filled = { events: [pour(moment('2026-11-18'), 700)] };
    const found = gone([b], filled);
    expect(found.borrowed?.from).toBe('b');
    expect(found.stored - gone([b]).stored).toBeGreaterThan(30);
  });

  it('stays by itself where it was read since, where nothing was read in a week, and where it may borrow', () => {
    const events = [pour(NOW - 2 * HOUR, 700)];
    const b = neighbour({ measurements: [tube(moment('2026-11-17', 6), -13)], events });
    const read = { measurements: [tube(moment('2026-11-18', 6), -2)] };
    expect(gone([b], read).borrowed).toBeUndefined();
    const old = neighbour({ measurements: [tube(moment('2026-11-12', 6), -13)], events });
    expect(gone([old]).borrowed).toBeUndefined();
    const now = neighbour({ measurements: [tube(NOW - HOUR, -8)] }, { id: 'c', latitude: 10.003 });
    expect(gone([b, now])).toMatchObject({ basis: 'borrowed', borrowed: { from: 'c' } });
  });

  it('holds what it would, had its own tube been read then', () => {
    const since = fc.integer({ min: 4, max: 160 }).map((hours) => NOW - hours * HOUR);
    const cm = fc.double({ min: -20, max: 5, noNaN: true });
    const mine = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
    fc.assert(
      fc.property(since, cm, mine, (at, value, hours) => {
        const b = neighbour({ measurements: [tube(at, value)], events: [pour(at + 2 * HOUR, 700)] });
        const events = hours === undefined ? [] : [pour(NOW - hours * HOUR, 300)];
        const found = gone([b], { events });
        if (!found.borrowed || found.basis !== 'estimated') return;
        const measured = stateFrom({}, { events, measurements: [tube(at, value)] });
        expect(found.stored).toBeCloseTo(measured.stored, 9);
        expect(found.loss).toBeCloseTo(measured.loss, 9);
      }),
    );
  });
});
