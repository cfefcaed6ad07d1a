import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type IrrigationTable,
  type Measurement,
  type NoSeason,
  type PlotEvent,
  season,
  type Season,
  type SeasonInput,
  type SeasonPlot,
  type WeatherDay,
} from '../index.js';
import { aPlot, moment, someDays } from '../spec-kit.js';
import { cropFor } from './growth.js';

const table = JSON.parse(readFileSync('reference/irrigation.json', 'utf8')) as IrrigationTable;
const run = (plot: Partial<SeasonPlot>, weather: readonly WeatherDay[], input: SeasonInput = {}): Season => {
  const found = season(aPlot(plot), weather, input, table);
  if (found.kind === 'none') throw new Error(`no season: ${found.reason}`);
  return found;
};
const none = (plot: Partial<SeasonPlot>, weather = someDays('2026-11-01', 3), input: SeasonInput = {}) =>
  (season(aPlot(plot), weather, input, table) as NoSeason).reason;
const level = (day: string, value: number, hour = 6): Measurement => ({
  ...{ at: moment(day, hour), metric: 'field_level', value },
});
const moisture = (day: string, value: number, hour = 6): Measurement => ({
  ...{ at: moment(day, hour), metric: 'soil_moisture', value },
});
/** In less out less what is stored less the corrections. */
const lost = ({ start, days }: Season) =>
  start +
  days.reduce(
    (sum, d) => sum + d.rain + d.irrigation - d.used - d.percolated - d.spilled - d.intercepted - d.correction,
    0,
  ) -
  days.at(-1)!.stored;

describe('a paddy’s season', () => {
  it('goes through its stages from sowing, with their coefficients', () => {
    const { days } = run({}, someDays('2026-11-01', 110));
    const at = (i: number) => [days[i]!.stage, Math.round(days[i]!.kc * 100) / 100];
    expect([at(0), at(20), at(21), at(45)]).toEqual([
      ['establishment', 1.05],
      ['establishment', 1.05],
      ['tillering', 1.05],
      ['tillering', 1.2],
    ]);
    expect([at(60), at(61), at(90), at(91), at(105), at(106)]).toEqual([
      ['panicle', 1.2],
      ['flowering', 1.2],
      ['ripening', 0.9],
      ['drainage', 0.9],
      ['drainage', 0.6],
      ['over', 0],
    ]);
    expect(days[61]!.day).toBe('2027-01-01');
  });

  it('is as long as its harvest says: what is longer, or shorter for being transplanted, is the time before the panicle', () => {
    const stagesUntil = (harvest: string) => {
      const { days, notes } = run({ variety: undefined, harvest }, someDays('2026-11-01', 140));
      const lasts = (stage: string) => days.filter((day) => day.stage === stage).length;
      return { last: days.findLast(({ stage }) => stage !== 'over')!.day, lasts, notes: notes.map(({ key }) => key) };
    };
    const long = stagesUntil('2027-03-11');
    expect(long.last).toBe('2027-03-11');
    expect(['establishment', 'tillering', 'panicle', 'flowering', 'ripening', 'drainage'].map(long.lasts)).toEqual([
      32, 39, 15, 15, 15, 15,
    ]);
    expect(long.notes).not.toContain('variety-assumed');
    const transplanted = stagesUntil('2027-01-25');
    expect(transplanted.last).toBe('2027-01-25');
    expect(['panicle', 'flowering', 'ripening', 'drainage'].map(transplanted.lasts)).toEqual([15, 15, 15, 15]);
    // of the crop before, or years away: the table's variety, which is said
    for (const harvest of ['2026-10-20', '2027-11-01', 'gặt xong'])
      expect(stagesUntil(harvest)).toMatchObject({
        ...{ last: '2027-02-14', notes: expect.arrayContaining(['variety-assumed']) },
      });
  });

  it('loses what evaporates and seeps: 8.25 mm a day at first', () => {
    const events: PlotEvent[] = [{ type: 'irrigated', at: moment('2026-11-01'), m3: 1000 }];
    const { days } = run({}, someDays('2026-11-01', 3), { events });
    expect(days[0]).toMatchObject({ irrigation: 80, taken: 1000, used: 5.25, percolated: expect.closeTo(3, 9) });
    expect(days.map((day) => day.level)).toEqual([7.175, 6.35, 5.525].map((cm) => expect.closeTo(cm, 9)));
  });

  it('spills over its bund, and never falls without end', () => {
    const wet = run(
      {},
      someDays('2026-11-01', 1, () => ({ rain: 300 })),
    );
    expect(wet.days[0]).toMatchObject({ level: 12, spilled: expect.closeTo(300 - 8.25 - 120, 9) });
    const dry = run({}, someDays('2026-11-01', 100));
    expect(Math.min(...dry.days.map((day) => day.level!))).toBeGreaterThan(-50);
  });

  it('takes hours by the discharge, cut where the gate was closed', () => {
    const events: PlotEvent[] = [
      { type: 'gate-closed', at: moment('2026-11-01', 9) },
      { type: 'irrigated', at: moment('2026-11-01', 6), hours: 5 },
    ];
    expect(run({}, someDays('2026-11-01', 1), { events }).days[0]).toMatchObject({ taken: 300, irrigation: 24 });
    const over = run({}, someDays('2026-11-01', 2), {
      events: [{ type: 'irrigated', at: moment('2026-11-01', 22), hours: 4 }],
    });
    expect(over.days.map(({ taken }) => taken)).toEqual([200, 200]);
  });

  it('does not guess an inflow of which nobody knows the amount', () => {
    const events: PlotEvent[] = [{ type: 'irrigated', at: moment('2026-11-01', 6), hours: 5 }];
    const found = run({ discharge: undefined }, someDays('2026-11-01', 1), { events });
    expect(found.days[0]).toMatchObject({ taken: 0 });
    expect(found.notes).toContainEqual({ key: 'inflow-unknown', figures: { at: moment('2026-11-01', 6) } });
  });

  it('believes the gauge before the mast, and its last entry', () => {
    const events: PlotEvent[] = [
      { type: 'rain-gauge', day: '2026-11-01', mm: 22, at: 2 },
      { type: 'rain-gauge', day: '2026-11-01', mm: 20, at: 1 },
    ];
    const [day] = run(
      {},
      someDays('2026-11-01', 1, () => ({ rain: 5 })),
      { events },
    ).days;
    expect(day).toMatchObject({ rain: 22, notes: [{ key: 'rain-by-gauge', figures: { mm: 22, mast: 5 } }] });
  });

  it('is drained when people say so', () => {
    const events: PlotEvent[] = [
      { type: 'irrigated', at: moment('2026-11-01'), m3: 1000 },
      { type: 'drained', at: moment('2026-11-01', 12) },
    ];
    const [day] = run({}, someDays('2026-11-01', 1), { events }).days;
    expect(day!.spilled).toBeCloseTo(80 - 4.125, 9);
    expect(day!.level).toBeLessThan(0);
  });

  it('goes on over a day of which nothing is known with the last known days, and says so', () => {
    const weather = someDays('2026-11-01', 3, (i) =>
      i === 1 ? { method: 'unknown', et0: undefined, standIn: 4, rainHours: 0 } : {},
    );
    expect(run({}, weather).days[1]).toMatchObject({
      ...{ et0: 4, et0From: 'mean-of-known', notes: [{ key: 'rain-unknown' }] },
    });
  });

  it('begins where weather is first known, and says how late that is', () => {
    const weather = someDays('2026-11-03', 3, (i) => (i === 0 ? { method: 'unknown', et0: undefined } : {}));
    const found = run({}, weather);
    expect(found.days.map(({ day }) => day)).toEqual(['2026-11-04', '2026-11-05']);
    expect(found.notes).toContainEqual({ key: 'weather-begins-late', figures: { days: 3 } });
  });

  it('ends now: the day is not over, and rain to come does not count', () => {
    const hours = Array.from({ length: 24 }, (_, h) => ({ rain: h === 5 ? 10 : h === 20 ? 30 : 0 }));
    const weather = someDays('2026-11-01', 2, () => ({ rain: 40, hours }));
    const found = run({}, weather, { until: moment('2026-11-01', 12) });
    expect(found.days).toHaveLength(1);
    expect(found.days[0]).toMatchObject({ et0: 2.5, rain: 10, used: 2.625, percolated: expect.closeTo(1.5, 9) });
  });

  it.each([
    ['area', { areaM2: 0 }],
    ['area', { areaM2: -5 }],
    ['area', { areaM2: Number.NaN }],
    ['crop-unknown', { crop: 'constructor' }],
    ['not-irrigated', { crop: 'fallow' }],
    ['no-sowing-day', { sown: undefined }],
    ['no-sowing-day', { sown: '2026-02-30' }],
    ['not-sown-yet', { sown: '2026-12-01' }],
  ] as const)('there is none, for a named reason: %s %j', (reason, plot) => expect(none(plot)).toBe(reason));
  it('there is none without weather', () => {
    expect(none({}, [])).toBe('no-weather');
    expect(
      none(
        {},
        someDays('2026-11-01', 3, () => ({ method: 'unknown', et0: undefined })),
      ),
    ).toBe('no-weather');
    const gap = [...someDays('2026-11-01', 1), ...someDays('2026-11-03', 1)];
    expect(() => season(aPlot(), gap, {}, table)).toThrow('days are left out');
  });

  it('assumes what nobody said, and says so', () => {
    const { notes } = run({ soil: undefined, variety: 'xyz', efficiency: undefined }, someDays('2026-11-01', 1));
    expect(notes.map(({ key, figures }) => [key, figures?.taken])).toEqual([
      ['soil-assumed', 'silty-clay'],
      ['efficiency-assumed', 'lined-canal'],
      ['variety-assumed', 'short'],
      ['start-assumed', undefined],
    ]);
  });
});

describe('an upland season', () => {
  it('is FAO-56’s: what is missing grows by what the crop uses, and rain takes it off', () => {
    const plot = { crop: 'maize', sown: '2026-11-01', soil: 'loam' };
    const [first, second] = run(
      plot,
      someDays('2026-11-01', 2, (i) => ({ rain: i === 1 ? 12 : 0 })),
    ).days;
    // TAW 130 mm, p 0.55: half of RAW is missing at first
    expect(first).toMatchObject({ stage: 'initial', kc: 0.3, total: expect.closeTo(130, 9), used: 1.5 });
    expect(first!.depleted).toBeCloseTo(0.5 * 0.55 * 130 + 1.5, 9);
    expect(second!.depleted).toBeCloseTo(first!.depleted! + 1.5 - 12, 9);
  });
  it('is as long as its harvest says, its stages in proportion; what no such crop takes is refused, and said', () => {
    const stagesUntil = (harvest?: string) => {
      const plot = { crop: 'maize', sown: '2026-11-01', harvest };
      const { days, notes } = run(plot, someDays('2026-11-01', 260));
      const lasts = (stage: string) => days.filter((day) => day.stage === stage).length;
      return {
        stages: ['initial', 'development', 'mid-season', 'late-season'].map(lasts),
        over: days.find(({ stage }) => stage === 'over')?.day,
        refused: notes.some(({ key }) => key === 'harvest-refused'),
        kc: days.map(({ kc }) => kc),
      };
    };
    const usual = stagesUntil();
    expect(usual).toMatchObject({ stages: [20, 35, 40, 30], over: '2027-03-06', refused: false });
    // 100 days of 125: four fifths of each
    const short = stagesUntil('2027-02-09');
    expect(short).toMatchObject({ stages: [16, 28, 32, 24], over: '2027-02-09', refused: false });
    // half way through the rising part the coefficient is half way up, whatever its length
    expect([usual.kc[37], short.kc[30]]).toEqual([expect.closeTo(0.7375, 2), expect.closeTo(0.75, 2)]);
    const long = stagesUntil('2027-04-20');
    expect(long.stages.reduce((sum, days) => sum + days, 0)).toBe(170);
    for (const harvest of ['2026-10-20', '2026-12-20', '2027-07-20'])
      expect(stagesUntil(harvest)).toMatchObject({ ...usual, refused: true });
  });
  it('scaled in proportion always fills it, and keeps the order of its stages', () => {
    const crop = fc.constantFrom('maize', 'vegetable', 'peanut', 'sugarcane');
    fc.assert(
      fc.property(crop, fc.integer({ min: 50, max: 200 }), (name, percent) => {
        const { stageDays } = table.crops[name]!;
        const days = Math.round((stageDays.reduce((sum, one) => sum + one, 0) * percent) / 100);
        const fitted = cropFor(table.crops[name]!, days, { leastShare: 0.4, mostShare: 2.1 })!;
        expect(fitted.stageDays.reduce((sum, one) => sum + one, 0)).toBe(days);
        expect(fitted.stageDays.every((one, i) => Math.abs(one - (stageDays[i]! * percent) / 100) <= 1.5)).toBe(true);
      }),
    );
  });
  it('has trees that were never sown', () => {
    const { days } = run({ crop: 'fruit', sown: undefined }, someDays('2026-11-01', 2));
    expect(days[0]).toMatchObject({ stage: 'perennial', kc: 0.65 });
    const picked = run({ crop: 'fruit', sown: '2026-11-01', harvest: '2026-12-01' }, someDays('2026-11-01', 40));
    expect(picked.days.at(-1)!.stage).toBe('perennial');
  });
  it('is set to the soil moisture that is measured', () => {
    const plot = { crop: 'maize', soil: 'loam' };
    const { days } = run(plot, someDays('2026-11-01', 1), { measurements: [moisture('2026-11-01', 20, 12)] });
    expect(days[0]!.depleted).toBeCloseTo(50 + 0.75, 9);
    expect(days[0]).toMatchObject({ basis: 'measured' });
  });
});

describe('a measurement', () => {
  it('is the state from then on; the difference is kept', () => {
    const found = run({}, someDays('2026-11-01', 3), { measurements: [level('2026-11-02', 3, 12)] });
    expect(found.days[1]!.level).toBeCloseTo(3 - 0.4125, 9);
    expect(found.days[1]!.correction).toBeCloseTo(-1.5 * 8.25 - 30, 9);
    expect(found.days.map(({ basis }) => basis)).toEqual(['estimated', 'measured', 'estimated']);
    expect(lost(found)).toBeCloseTo(0, 9);
  });
  it('before the night’s rain does not have it twice', () => {
    const hours = Array.from({ length: 24 }, (_, h) => ({ rain: h === 2 ? 40 : 0 }));
    const weather = someDays('2026-11-01', 1, () => ({ rain: 40, hours }));
    const { days } = run({}, weather, { measurements: [level('2026-11-01', 4, 6)] });
    expect(days[0]!.level).toBeCloseTo(4 - 0.75 * 0.825, 9);
  });
  const refused = (measurements: Measurement[], plot: Partial<SeasonPlot> = {}, count = 12) =>
    run(plot, someDays('2026-11-01', count), { measurements }).refused.map(({ reason, value }) => [reason, value]);

  it('outside of what there is, or of another crop’s probe, is refused', () => {
    expect(refused([level('2026-11-01', 99), level('2026-11-02', -60), level('2026-11-03', Number.NaN)])).toEqual([
      ['outside', 99],
      ['outside', -60],
      ['outside', Number.NaN],
    ]);
    expect(refused([moisture('2026-11-01', 30)])).toEqual([['not-for-this-crop', 30]]);
    expect(refused([moisture('2026-11-01', 0)], { crop: 'maize' })).toEqual([['outside', 0]]);
  });
  it('that falls faster than water goes, or rises faster than it comes, is refused; the model goes on', () => {
    const fallen = [level('2026-11-01', 5), level('2026-11-02', 1)];
    const { days, refused: out } = run({}, someDays('2026-11-01', 2), { measurements: fallen });
    expect(out.map(({ reason }) => reason)).toEqual(['falls-too-fast']);
    expect(days[1]!.level).toBeCloseTo(5 - 1.75 * 0.825, 6);
    expect(days[1]!.notes).toEqual([
      { key: 'measurement-refused', figures: { at: moment('2026-11-02', 6), value: 1, reason: 'falls-too-fast' } },
    ]);
    expect(refused([level('2026-11-01', -10), level('2026-11-01', 12, 7)])).toEqual([['rises-too-fast', 12]]);
  });
  it('higher than the model overnight is believed: somebody let in water and did not say so', () => {
    expect(refused([level('2026-11-01', -10), level('2026-11-02', 5)])).toEqual([]);
  });
  it('lower is believed when the field was drained', () => {
    const measurements = [level('2026-11-01', 5), level('2026-11-02', 0)];
    const events: PlotEvent[] = [{ type: 'drained', at: moment('2026-11-01', 12) }];
    expect(run({}, someDays('2026-11-01', 2), { measurements, events }).refused).toEqual([]);
  });
  it('that stands still while the field loses is stuck', () => {
    const days = ['01', '02', '03', '04', '05', '06'].map((day) => level(`2026-11-${day}`, 4));
    expect(refused(days)).toEqual([
      ['stuck', 4],
      ['stuck', 4],
      ['stuck', 4],
    ]);
  });
  it('refused, but going on as a field does for two days, is believed again', () => {
    const after = run({}, someDays('2026-11-01', 4), {
      measurements: [level('2026-11-01', 5), ...[0, -11.8, -23.6].map((cm, i) => level(`2026-11-0${i + 2}`, cm))],
    });
    expect(after.refused.map(({ value }) => value)).toEqual([0, -11.8]);
    expect(after.measured).toMatchObject({ value: -23.6 });
  });

  it('of a probe that says twice what there is, is found out; the model goes on and is labelled', () => {
    const truth = run({}, someDays('2026-11-01', 20), {
      events: [{ type: 'irrigated', at: moment('2026-11-01'), m3: 1000 }],
    });
    const lie = truth.days.map(({ day, level: cm }) => level(day, 2 * cm!, 24 - 1e-6));
    const { refused: out, days } = run({}, someDays('2026-11-01', 20), {
      events: [{ type: 'irrigated', at: moment('2026-11-01'), m3: 1000 }],
      measurements: lie,
    });
    expect(out.length).toBeGreaterThan(10);
    expect(new Set(out.map(({ reason }) => reason))).toEqual(new Set(['falls-too-fast', 'outside']));
    expect(days.some(({ notes }) => notes?.some(({ key }) => key === 'measurement-refused'))).toBe(true);
    expect(days.at(-1)!.basis).toBe('estimated');
  });
});

describe('for all seasons', () => {
  const FROM = '2026-11-01';
  const mm = (max: number) => fc.double({ min: 0, max, noNaN: true });
  const crops = fc.constantFrom(...Object.keys(table.crops), 'rice', 'rice', 'rice');
  const soils = fc.constantFrom(...Object.keys(table.soils));
  const weather = fc
    .array(fc.tuple(mm(10), fc.oneof(fc.constant(0), mm(80))), { minLength: 2, maxLength: 40 })
    .map((days) => someDays(FROM, days.length, (i) => ({ et0: days[i]![0], rain: days[i]![1] })));
  const at = fc.integer({ min: 0, max: 40 * 24 * 60 }).map((minutes) => moment(FROM) + minutes * 60_000);
  const events = fc.array(
    fc.oneof(
      fc.record({ type: fc.constant('irrigated' as const), at, m3: mm(2000), hours: mm(30) }),
      fc.record({ type: fc.constant('irrigated' as const), at, hours: mm(12) }),
      fc.record({ type: fc.constant('salt-water' as const), at, m3: mm(500) }),
      fc.record({ type: fc.constant('gate-closed' as const), at }),
      fc.record({ type: fc.constant('drained' as const), at }),
      fc.record({ type: fc.constant('rain-gauge' as const), day: fc.constantFrom(FROM, '2026-11-04'), mm: mm(90), at }),
    ),
    { maxLength: 12 },
  );
  const measurements = fc.array(
    fc.oneof(
      fc.record({
        at,
        metric: fc.constant('field_level' as const),
        value: fc.double({ min: -45, max: 30, noNaN: true }),
      }),
      fc.record({ at, metric: fc.constant('soil_moisture' as const), value: mm(65) }),
    ),
    { maxLength: 15 },
  );
  const until = fc.option(at, { nil: Number.POSITIVE_INFINITY });

  it('water is neither made nor lost', () => {
    fc.assert(
      fc.property(crops, soils, weather, events, measurements, until, (crop, soil, days, ...[told, read, end]) => {
        const found = season(aPlot({ crop, soil }), days, { events: told, measurements: read, until: end }, table);
        if (found.kind === 'none') return;
        expect(lost(found)).toBeCloseTo(0, 6);
        for (const day of found.days)
          for (const key of ['rain', 'irrigation', 'used', 'percolated', 'spilled', 'intercepted'] as const)
            expect(day[key]).toBeGreaterThanOrEqual(-1e-9);
      }),
      { numRuns: 300 },
    );
  });
  it('the order in which things are told does not count', () => {
    fc.assert(
      fc.property(weather, events, measurements, (days, told, read) => {
        const one = run({}, days, { events: told, measurements: read });
        const other = run({}, days, { events: [...told].reverse(), measurements: [...read].reverse() });
        for (const key of ['days', 'refused', 'notes', 'measured', 'happened'] as const)
          expect(other[key]).toEqual(one[key]);
      }),
    );
  });
  it('more rain leaves no less water, more evaporation no more', () => {
    fc.assert(
      fc.property(crops, soils, weather, fc.nat({ max: 39 }), mm(40), mm(3), (crop, soil, days, index, rain, et0) => {
        const i = index % days.length;
        const last = (change: Partial<WeatherDay>) =>
          run(
            { crop, soil },
            days.map((day, j) => (i === j ? { ...day, ...change } : day)),
          ).days.at(-1)!.stored;
        const before = last({});
        expect(last({ rain: days[i]!.rain + rain })).toBeGreaterThanOrEqual(before - 1e-9);
        expect(last({ et0: days[i]!.et0! + et0 })).toBeLessThanOrEqual(before + 1e-9);
      }),
      { numRuns: 300 },
    );
  });
});
