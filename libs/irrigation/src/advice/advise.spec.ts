import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Advice,
  advise,
  dayName,
  dayNumber,
  type Interval,
  type IrrigationTable,
  outlookOf,
  quietUntil,
  season,
  type SeasonPlot,
  stateOf,
  type Supply,
} from '../index.js';
import { aPlot, moment, someDays } from '../spec-kit.js';
import { latestIntake } from './intake.js';

const table = JSON.parse(readFileSync('reference/irrigation.json', 'utf8')) as IrrigationTable;
const NOW = moment('2026-11-27', 6);
const HOUR = 3_600_000;

function told(
  level: number,
  supply: Supply = {},
  { rain = 0, plot = {} as Partial<SeasonPlot>, et0 = 5 } = {},
): Advice {
  const weather = someDays('2026-11-01', 27, () => ({ et0 }));
  const measurements = [{ at: NOW, metric: 'field_level' as const, value: level }];
  const found = season(aPlot(plot), weather, { measurements, until: NOW }, table);
  const state = found.kind === 'none' ? found : stateOf(found, table);
  const days = [{ day: '2026-11-27', rain }];
  return advise(state, outlookOf({ source: 'x', issuedAt: NOW, days, hours: [] }, NOW, table), supply, table);
}

const level = fc.double({ min: -30, max: 11, noNaN: true });
const windows = fc.option(
  fc.array(
    fc
      .tuple(fc.integer({ min: -10, max: 90 }), fc.integer({ min: 1, max: 12 }))
      .map(([from, hours]): Interval => ({ from: NOW + from * HOUR, to: NOW + (from + hours) * HOUR })),
    { maxLength: 5 },
  ),
  { nil: undefined },
);

describe('advice', () => {
  it('never is to take water at or above the stop limit, nor where no fresh hour is expected', () => {
    fc.assert(
      fc.property(level, fc.double({ min: 3, max: 30, noNaN: true }), windows, (cm, value, fresh) => {
        const advice = told(cm, { salinity: { value, at: NOW }, fresh });
        if (advice.verdict !== 'irrigate') return;
        for (const { from, to } of advice.times ?? []) {
          const later = fresh!.filter((one) => one.from > NOW);
          for (let at = from; at < to; at += HOUR / 4)
            expect(later.some((one) => one.from <= at && at < one.to)).toBe(true);
        }
      }),
    );
  });

  it('is never without the salt while that stops, whatever else is to be said', () => {
    const fresh = [{ from: NOW + 8 * HOUR, to: NOW + 14 * HOUR }];
    const salty: Supply = { salinity: { value: 6, at: NOW }, fresh };
    const keys = ({ verdict, why }: Advice) => [verdict, ...why.map(({ key }) => key)];
    // what is only to wait is held: for rain, since little is missing, since there is enough
    expect(keys(told(-13, salty, { rain: 40 }))).toEqual([
      ...['hold-salty', 'salinity-stop', 'fresh-expected', 'rain-forecast', 'level-nears'],
    ]);
    expect(keys(told(-13, salty, { plot: { areaM2: 60 } }))).toEqual([
      ...['hold-salty', 'salinity-stop', 'fresh-expected', 'too-little'],
    ]);
    expect(keys(told(4, salty))).toEqual(['hold-salty', 'salinity-stop', 'fresh-expected', 'enough']);
    // what is to be let out is let out, and nothing let in
    expect(keys(told(4, salty, { plot: { sown: '2026-08-25' } }))).toEqual([
      ...['drain', 'drain-stage', 'salinity-stop', 'fresh-expected'],
    ]);

    const sown = fc.integer({ min: 2, max: 110 }).map((days) => dayName(dayNumber('2026-11-27') - days));
    const plots = fc.record({
      sown: fc.option(sown, { nil: undefined }),
      areaM2: fc.integer({ min: 30, max: 20_000 }),
    });
    const supplies = fc.record({
      salinity: fc.record({
        value: fc.double({ min: 3, max: 30, noNaN: true }),
        at: fc.constantFrom(NOW, NOW - 90 * HOUR),
      }),
      saltProbe: fc.constantFrom(undefined, { is: 'doubted' as const }, { is: 'silent' as const }),
      ...{ fresh: windows, electricity: windows, turn: windows, discharge: fc.constantFrom(undefined, 0, 20, 400) },
    });
    fc.assert(
      fc.property(level, supplies, plots, fc.integer({ min: 0, max: 120 }), (cm, supply, plot, rain) => {
        const advice = told(cm, supply, { plot, rain });
        const [verdict, ...why] = keys(advice);
        if (why.includes('season-over')) return;
        expect(why).toContain('salinity-stop');
        if (!why.includes('drain-stage') && !why.includes('too-deep'))
          expect(['hold-salty', 'irrigate']).toContain(verdict);
        for (const { from } of advice.times ?? [])
          expect(supply.fresh!.some((hours) => hours.from <= from && from < hours.to)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the gate shut against salt whatever else is not known of a field', () => {
    const salt = { salinity: { value: 6, at: NOW } };
    const unsown = told(-10, salt, { plot: { sown: undefined } });
    expect(unsown).toMatchObject({ verdict: 'hold-salty', why: [{ key: 'salinity-stop' }, { key: 'no-sowing-day' }] });
    const season = told(-10, {}, { plot: { sown: undefined } });
    expect(season).toMatchObject({ verdict: 'unknown', why: [{ key: 'no-sowing-day' }] });
  });

  it('says near its end that nobody told how long the season is', () => {
    const sown = { sown: '2026-08-25' };
    const assumed = told(4, {}, { plot: { ...sown, variety: undefined } });
    expect(assumed.verdict).toBe('drain');
    expect(assumed.why.slice(0, 2).map(({ key }) => key)).toEqual(['drain-stage', 'harvest-assumed']);
    const known = told(4, {}, { plot: { ...sown, variety: undefined, harvest: '2026-12-05' } });
    expect(known.verdict).toBe('drain');
    expect(known.why.map(({ key }) => key)).not.toContain('harvest-assumed');
    expect(told(4, {}, { plot: { ...sown, harvest: '2027-01-10' } }).verdict).not.toBe('drain');
  });

  it('lets the last known salt stand however old', () => {
    const old = told(-16, { salinity: { value: 6, at: NOW - 72 * HOUR } });
    expect(old.verdict).toBe('hold-salty');
    expect(old.why.map(({ key }) => key)).toEqual(expect.arrayContaining(['salinity-stop', 'salinity-old']));
  });

  it('names a salinity probe that is doubted or silent, whatever it lets through', () => {
    const keys = (supply: Supply) => told(-16, supply).why.map(({ key }) => key);
    const salinity = { value: 0.4, at: NOW };
    expect(keys({ salinity, saltProbe: { is: 'doubted' } })).toContain('salinity-doubted');
    const salty = told(-16, { salinity: { value: 9, at: NOW }, saltProbe: { is: 'doubted' } });
    expect(salty.verdict).toBe('hold-salty');
    expect(salty.why.slice(0, 2).map(({ key }) => key)).toEqual(['salinity-stop', 'salinity-doubted']);
    const silent = told(-16, { saltProbe: { is: 'silent', since: NOW - 80 * HOUR } });
    expect(silent.verdict).toBe('irrigate');
    expect(silent.why).toContainEqual({ key: 'salinity-silent', figures: { days: 3 } });
    expect(keys({ saltProbe: { is: 'silent' } })).toContain('salinity-silent');
  });

  it('is to take water only when all conditions hold, from now on, and ends by the threshold unless it is late', () => {
    fc.assert(
      fc.property(level, windows, windows, (cm, electricity, turn) => {
        const advice = told(cm, { electricity, turn, canalHours: 2 });
        for (const { from, to } of advice.times ?? []) {
          expect(from).toBeGreaterThanOrEqual(NOW);
          for (const list of [electricity, turn])
            for (let at = from; list && at < to; at += HOUR / 4)
              expect(list.some((one) => one.from <= at && at < one.to)).toBe(true);
        }
        if (advice.deadline !== undefined) expect(advice.deadline).toBe(advice.times?.[0]?.from ?? advice.deadline);
      }),
    );
  });

  it('of a wetter field meets its threshold no sooner, and wants no more than fills it from there', () => {
    fc.assert(
      fc.property(level, fc.double({ min: 0.1, max: 10, noNaN: true }), (cm, more) => {
        const [dry, wet] = [told(cm), told(Math.min(12, cm + more))];
        // from −15 cm to 5 cm on a hectare, with what is lost on the way
        if (cm > -15) expect(dry.need?.gross ?? 0).toBeLessThanOrEqual(605 / 0.8 + 1e-6);
        expect(wet.thresholdAt ?? Infinity).toBeGreaterThanOrEqual(dry.thresholdAt ?? Infinity);
      }),
    );
  });

  it('meets its threshold no later where more evaporates, and no sooner with rain in sight', () => {
    fc.assert(
      fc.property(
        level,
        fc.double({ min: 1, max: 9, noNaN: true }),
        fc.integer({ min: 1, max: 120 }),
        (cm, et0, rain) => {
          const calm = told(cm, {}, { et0 });
          expect(told(cm, {}, { et0: et0 + 1 }).thresholdAt ?? Infinity).toBeLessThanOrEqual(
            calm.thresholdAt ?? Infinity,
          );
          const hoped = told(cm, {}, { et0, rain });
          if (calm.verdict === 'not-needed') expect(hoped.verdict).toBe('not-needed');
          if (hoped.verdict === 'irrigate') expect(hoped.deadline).toBeGreaterThanOrEqual(calm.deadline!);
        },
      ),
    );
  });

  it('rounds to ten cubic metres and a quarter of an hour', () => {
    const advice = told(-16, {}, { plot: { areaM2: 7777 } });
    expect(advice.m3! % 10).toBe(0);
    expect((advice.hours! * 4) % 1).toBe(0);
  });
});

describe('the latest intake', () => {
  const free = { now: 0, latestEnd: 20 * HOUR, horizon: 72 * HOUR, hours: 4 };
  it('ends when it must, and begins so much before', () => {
    expect(latestIntake({}, free)).toMatchObject({ start: 16 * HOUR, late: false, moved: false });
  });
  it('is before the last window, taken together out of several', () => {
    const turn = [
      { from: 2 * HOUR, to: 5 * HOUR },
      { from: 8 * HOUR, to: 10 * HOUR },
    ];
    expect(latestIntake({ turn }, free)).toEqual({
      ...{ start: 3 * HOUR, late: false, lackingHours: 0, moved: true },
      times: [{ from: 3 * HOUR, to: 5 * HOUR }, turn[1]],
    });
  });
  it('is late where only later windows are, and none where there is none', () => {
    expect(latestIntake({ turn: [{ from: 30 * HOUR, to: 33 * HOUR }] }, free)).toMatchObject({
      ...{ start: 30 * HOUR, late: true, lackingHours: 1 },
    });
    expect(latestIntake({ turn: [] }, free)).toMatchObject({ start: undefined, times: [], lackingHours: 4 });
  });
});

describe('quiet hours', () => {
  it.each([
    [20.5, 20.5],
    [21, 29],
    [23, 29],
    [28, 29],
    [29, 29],
  ])('what is not urgent at %d o’clock is told at %d', (hour, told) => {
    expect(quietUntil(moment('2026-12-31', hour), table.advice)).toBe(moment('2026-12-31', told));
  });
});
