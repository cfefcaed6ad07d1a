import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Day,
  dailyEt0,
  daylightHours,
  extraterrestrial,
  hargreavesEt0,
  hourlyEt0,
  megajoulesADay,
  pressureAt,
  psychrometric,
  saturation,
  windAt2m,
} from './index.js';

/** Uccle, 6 July: FAO-56 example 18. */
const uccle: Day = {
  ...{ latitude: 50.8, altitude: 100, day: 187, tmax: 21.5, tmin: 12.3 },
  humidity: { kind: 'extremes', max: 84, min: 63 },
  wind: windAt2m(10 / 3.6, 10),
  sun: { kind: 'sunshine', hours: 9.25 },
};
/** N’Diaye, 1 October, 14–15 h: example 19. */
const ndiaye = {
  ...{ latitude: 16.22, longitude: -16.25, meridian: -15, altitude: 8, day: 274, middle: 14.5 },
  ...{ celsius: 38, humidity: 52, wind: 3.3, solar: 2.45 },
};

describe('examples of FAO-56', () => {
  it('2, 3, 8, 9 and 14', () => {
    expect(pressureAt(1800)).toBeCloseTo(81.8, 1);
    expect(psychrometric(pressureAt(1800))).toBeCloseTo(0.054, 3);
    expect(saturation(24.5)).toBeCloseTo(3.075, 3);
    expect(saturation(15)).toBeCloseTo(1.705, 3);
    expect(extraterrestrial(-20, 246)).toBeCloseTo(32.2, 1);
    expect(daylightHours(-20, 246)).toBeCloseTo(11.7, 1);
    expect(windAt2m(3.2, 10)).toBeCloseTo(2.4, 1);
  });

  it('18: a day in Uccle', () => {
    const { et0, filled, radiation } = dailyEt0(uccle);
    expect(uccle.wind).toBeCloseTo(2.078, 2);
    expect(radiation.above).toBeCloseTo(41.09, 1);
    expect(radiation.solar).toBeCloseTo(22.07, 1);
    expect(radiation.clear).toBeCloseTo(30.9, 1);
    expect(radiation.short).toBeCloseTo(17, 1);
    expect(radiation.long).toBeCloseTo(3.71, 1);
    expect(radiation.net).toBeCloseTo(13.28, 1);
    expect(Math.abs(et0 - 3.88)).toBeLessThanOrEqual(0.01);
    expect(filled).toEqual([]);
  });

  it('19: an hour in N’Diaye', () => {
    const { et0, radiation } = hourlyEt0(ndiaye);
    expect(radiation.above).toBeCloseTo(3.543, 2);
    expect(radiation.clear).toBeCloseTo(2.658, 2);
    expect(radiation.long).toBeCloseTo(0.137, 2);
    expect(radiation.net).toBeCloseTo(1.749, 2);
    expect(radiation.soil).toBeCloseTo(0.175, 3);
    expect(Math.abs(et0 - 0.63)).toBeLessThanOrEqual(0.005);
  });
});

describe('what is missing', () => {
  it('is filled in, and said', () => {
    const bare = dailyEt0({ ...uccle, humidity: { kind: 'none' }, wind: undefined, sun: { kind: 'none' } });
    expect(bare.filled).toEqual(['humidity', 'wind', 'sun']);
    expect(bare.et0).toBeGreaterThan(2.5);
    expect(bare.et0).toBeLessThan(6);
  });
  it('is all but temperatures: by Hargreaves, near the whole formula', () => {
    expect(hargreavesEt0(uccle)).toBeGreaterThan(3);
    expect(hargreavesEt0(uccle)).toBeLessThan(5.5);
  });
  it('of units: 100 W/m² over a day are 8.64 MJ/m²', () => expect(megajoulesADay(100)).toBeCloseTo(8.64, 6));
});

describe('for all days', () => {
  const days = fc.record({
    latitude: fc.double({ min: 8, max: 24, noNaN: true }),
    altitude: fc.integer({ min: 0, max: 1500 }),
    day: fc.integer({ min: 1, max: 366 }),
    tmin: fc.double({ min: 5, max: 28, noNaN: true }),
    range: fc.double({ min: 0.5, max: 15, noNaN: true }),
    percent: fc.double({ min: 20, max: 100, noNaN: true }),
    wind: fc.double({ min: 0, max: 10, noNaN: true }),
    solar: fc.double({ min: 0.5, max: 28, noNaN: true }),
  });
  const dayOf = ({ range, percent, solar, ...rest }: typeof days extends fc.Arbitrary<infer D> ? D : never): Day => ({
    ...rest,
    tmax: rest.tmin + range,
    humidity: { kind: 'mean', percent },
    sun: { kind: 'radiation', solar },
  });
  it('more sun evaporates no less; nothing is negative or beyond what there is', () => {
    fc.assert(
      fc.property(days, (given) => {
        const { et0 } = dailyEt0(dayOf(given));
        expect(et0).toBeGreaterThanOrEqual(0);
        expect(et0).toBeLessThan(25);
        expect(dailyEt0(dayOf({ ...given, solar: given.solar + 1 })).et0).toBeGreaterThanOrEqual(et0 - 1e-9);
      }),
    );
  });
  it('the hours of a day add up to the day’s sun', () => {
    fc.assert(
      fc.property(days, fc.double({ min: 102, max: 110, noNaN: true }), ({ latitude, day }, longitude) => {
        const place = { latitude, longitude, meridian: 105, day };
        const hours = Array.from({ length: 24 }, (_, h) => {
          const weather = { altitude: 0, celsius: 20, humidity: 80, wind: 1, solar: 0 };
          return hourlyEt0({ ...place, ...weather, middle: h + 0.5 }).radiation.above;
        });
        const sum = hours.reduce((a, b) => a + b, 0);
        // the hours at its ends are cut at sunrise and sunset: nothing of the day is left out
        expect(Math.abs(sum - extraterrestrial(latitude, day))).toBeLessThan(0.2);
      }),
    );
  });
});
