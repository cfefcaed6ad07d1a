import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type IrrigationTable, weatherDays, type WeatherRecord } from '../index.js';
import { aMast, aPlace, moment } from '../spec-kit.js';

const { weather: rules } = JSON.parse(readFileSync('reference/irrigation.json', 'utf8')) as IrrigationTable;
const FROM = '2026-11-10';
const days = (masts: Parameters<typeof weatherDays>[1], to = '2026-11-12') =>
  weatherDays(aPlace, masts, { from: FROM, to }, rules);
/** The own mast from the day before to the day after, changed by what hours of the 10th say. */
const changed = (change: (record: WeatherRecord, hour: number) => Partial<WeatherRecord> | undefined) =>
  aMast({ from: '2026-11-09', days: 5 }, (record, h) => (h >= 24 && h < 48 ? change(record, h - 24) : {}));
const only =
  (...fields: (keyof WeatherRecord)[]) =>
  (record: WeatherRecord) => ({
    ...{ temperature: undefined, humidity: undefined, wind: undefined, radiation: undefined, rain: undefined },
    ...Object.fromEntries(fields.map((field) => [field, record[field]])),
  });

describe('the weather of a day', () => {
  const whole = days([changed(() => ({}))]);

  it('is summed by the hour where all is measured, and nothing is filled', () => {
    expect(whole).toHaveLength(3);
    expect(whole[0]).toMatchObject({ day: FROM, method: 'hourly', rainHours: 24, filled: [] });
    expect(whole[0]!.et0).toBeGreaterThan(3);
    expect(whole[0]!.et0).toBeLessThan(6);
    expect(whole[0]!.hours.reduce((sum, hour) => sum + hour.et0!, 0)).toBeCloseTo(whole[0]!.et0!, 9);
  });

  it('is the day of Vietnam’s clock: rain at half past midnight is the new day’s', () => {
    const wet = days([changed((_, h) => (h === 0 ? { rain: 7 } : h === 23 ? { rain: 2 } : {}))]);
    expect(wet.map(({ rain }) => rain)).toEqual([9, 0, 0]);
    expect(moment(FROM)).toBe(Date.UTC(2026, 10, 9, 17));
  });

  it('bridges two hours by a line, and not three', () => {
    const two = days([changed((_, h) => (h === 10 || h === 11 ? { temperature: undefined } : {}))])[0]!;
    expect(two.filled).toEqual([{ element: 'temperature', how: 'interpolated', hours: 2 }]);
    expect(two.method).toBe('hourly');
    expect(two.et0).toBeCloseTo(whole[0]!.et0!, 1);
    const three = days([changed((_, h) => (h >= 10 && h <= 12 ? { temperature: undefined } : {}))])[0]!;
    expect(three.filled).toEqual([{ element: 'temperature', how: 'line', hours: 3 }]);
  });

  it('takes the neighbour’s next, the nearest first, and says whose', () => {
    const far = aMast({ from: FROM, days: 1, id: 'cot-3', north: 0.1 }, () => ({ wind: 6 }));
    const near = aMast({ from: FROM, days: 1, id: 'cot-2', north: 0.05 }, (_, h) => ({ wind: h < 12 ? 4 : undefined }));
    const [day] = days([far, near, changed(() => ({ wind: undefined }))]);
    expect(day!.filled).toEqual([{ element: 'wind', how: 'neighbour', hours: 24, from: ['cot-2', 'cot-3'] }]);
    expect(day!.hours.map(({ wind }) => wind)).toEqual([...new Array(12).fill(4), ...new Array(12).fill(6)]);
    expect(day!.method).toBe('hourly');
  });

  it('has no neighbour beyond some kilometres', () => {
    const away = aMast({ from: FROM, days: 1, id: 'cot-2', north: 1 });
    expect(days([away])[0]).toMatchObject({ method: 'unknown', et0: undefined });
  });

  it('takes radiation from the range of temperatures, the coldest hour for the dew, and 2 m/s', () => {
    const how = (...fields: (keyof WeatherRecord)[]) => {
      const { method, filled } = days([changed(only('rain', ...fields))])[0]!;
      return [method, ...filled.map(({ element, how }) => `${element}: ${how}`)];
    };
    expect(how('temperature', 'humidity', 'wind')).toEqual(['daily', 'radiation: temperature-range']);
    expect(how('temperature', 'radiation', 'wind')).toEqual(['daily', 'humidity: coldest-hour']);
    expect(how('temperature', 'humidity', 'radiation')).toEqual(['daily', 'wind: usual-wind']);
    expect(how('temperature')).toEqual([
      ...['hargreaves', 'humidity: coldest-hour', 'wind: usual-wind', 'radiation: temperature-range'],
    ]);
    expect(how('humidity', 'wind', 'radiation')).toEqual(['unknown']);
  });

  it('stays near the whole measurement, whatever was filled', () => {
    for (const fields of [['temperature'], ['temperature', 'humidity'], ['temperature', 'radiation']] as const) {
      const { et0 } = days([changed(only('rain', ...fields))])[0]!;
      expect(Math.abs(et0! - whole[0]!.et0!)).toBeLessThan(1.5);
    }
  });

  it('is the day’s own where fewer than twenty hours are measured', () => {
    const [day] = days([changed((_, h) => (h >= 17 && h < 22 ? undefined : {}))]);
    expect(day!.method).toBe('daily');
    expect(day!.filled).toContainEqual({ element: 'rain', how: 'missing', hours: 5 });
  });

  it('says when half a day’s sun was measured, and scales it by the rest', () => {
    const [day] = days([changed((_, h) => (h >= 6 && h < 8 ? { radiation: undefined, humidity: undefined } : {}))]);
    expect(day!.et0).toBeCloseTo(whole[0]!.et0!, 0);
    expect(day!.filled.map(({ element }) => element)).toEqual(['humidity', 'radiation']);
  });

  it('is unknown where the afternoon is missing: a morning tells no highest temperature', () => {
    const [day] = days([changed((_, h) => (h < 12 ? {} : undefined))]);
    expect(day).toMatchObject({ method: 'unknown', et0: undefined });
  });

  it('of which nothing is known is unknown, and the last known days stand for it', () => {
    const [first, second] = weatherDays(
      ...([aPlace, [changed(() => undefined)], { from: '2026-11-09', to: '2026-11-11' }, rules] as const),
    );
    expect(second).toMatchObject({ method: 'unknown', et0: undefined, rain: 0, rainHours: 0 });
    expect(second!.standIn).toBe(first!.et0);
    expect(second!.filled).toEqual([{ element: 'rain', how: 'missing', hours: 24 }]);
    expect(weatherDays(aPlace, [], { from: FROM, to: FROM }, rules)[0]).toMatchObject({ method: 'unknown' });
    expect(weatherDays(aPlace, [], { from: FROM, to: FROM }, rules)[0]).not.toHaveProperty('standIn');
  });

  it('takes the mean of the last seven known days, over the end of a year', () => {
    const mast = aMast({ from: '2026-12-22', days: 12 }, (record, h) =>
      h >= 10 * 24 ? undefined : { temperature: record.temperature! + h / 48 },
    );
    const year = weatherDays(aPlace, [mast], { from: '2026-12-22', to: '2027-01-02' }, rules);
    expect(year.map(({ day }) => day).slice(9)).toEqual(['2026-12-31', '2027-01-01', '2027-01-02']);
    const known = year.slice(3, 10).map(({ et0 }) => et0!);
    expect(year[11]!.standIn).toBeCloseTo(known.reduce((a, b) => a + b, 0) / 7, 9);
  });

  it('is the same whatever the order of masts and records', () => {
    const near = aMast({ from: FROM, days: 1, id: 'cot-2', north: 0.05 });
    const own = changed((_, h) => (h % 5 === 0 ? { wind: undefined, rain: undefined } : {}));
    fc.assert(
      fc.property(fc.shuffledSubarray([...own.records], { minLength: own.records.length }), (records) => {
        expect(days([near, { ...own, records }])).toEqual(days([own, near]));
      }),
      { numRuns: 10 },
    );
  });

  it('loses no rain and makes none, and ET0 stays within what there is', () => {
    const hour = fc.record(
      {
        temperature: fc.double({ min: 5, max: 42, noNaN: true }),
        humidity: fc.double({ min: 20, max: 100, noNaN: true }),
        wind: fc.double({ min: 0, max: 15, noNaN: true }),
        radiation: fc.double({ min: 0, max: 1100, noNaN: true }),
        rain: fc.double({ min: 0, max: 60, noNaN: true }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(hour, { minLength: 24, maxLength: 24 }), (hours) => {
        const none = { temperature: undefined, humidity: undefined, wind: undefined, radiation: undefined };
        const [day] = days([changed((_, h) => ({ ...none, rain: undefined, ...hours[h] }))], FROM);
        expect(day!.rain).toBeCloseTo(
          hours.reduce((sum, { rain = 0 }) => sum + rain, 0),
          6,
        );
        expect(day!.rainHours).toBe(hours.filter(({ rain }) => rain !== undefined).length);
        if (day!.method === 'unknown') expect(day!.et0).toBeUndefined();
        else expect(day!.et0).toBeGreaterThanOrEqual(0);
        expect(day!.et0 ?? 0).toBeLessThan(30);
      }),
      { numRuns: 60 },
    );
  });
});
