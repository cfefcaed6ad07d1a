import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ForecastMapping, type IrrigationTable, outlookOf, readForecast } from '../index.js';
import { moment } from '../spec-kit.js';

const table = JSON.parse(readFileSync('reference/irrigation.json', 'utf8')) as IrrigationTable;
const NOW = moment('2026-11-26', 6);

/** Lists of columns, times without a zone. */
const columns: ForecastMapping = {
  source: 'dịch vụ A',
  daily: {
    ...{ shape: 'columns', in: 'daily', time: 'time', rain: 'precipitation_sum' },
    fields: { tmin: 'temperature_2m_min', tmax: 'temperature_2m_max', wind: { path: 'wind_kmh', times: 1 / 3.6 } },
  },
  hourly: { shape: 'columns', in: 'hourly', time: 'time', rain: 'precipitation' },
};
const answer = {
  daily: {
    time: ['2026-11-26', '2026-11-27', '2026-11-28'],
    precipitation_sum: [0, 24, null],
    temperature_2m_min: [22, 23, 22],
    temperature_2m_max: [31, 29, 30],
    wind_kmh: [7.2, 3.6, 3.6],
  },
  hourly: { time: ['2026-11-26T10:00', '2026-11-26T11:00'], precipitation: [2, 3] },
};

describe('a forecast out of a service’s JSON', () => {
  it('is read from columns; a row without rain is left out and named', () => {
    const { forecast, problems } = readForecast(answer, columns, NOW, table);
    expect(forecast!.days).toEqual([
      { day: '2026-11-26', rain: 0, tmin: 22, tmax: 31, wind: expect.closeTo(2, 9) },
      { day: '2026-11-27', rain: 24, tmin: 23, tmax: 29, wind: expect.closeTo(1, 9) },
    ]);
    expect(forecast!.hours.map(({ at, rain }) => [at, rain])).toEqual([
      [moment('2026-11-26', 10), 2],
      [moment('2026-11-26', 11), 3],
    ]);
    expect(forecast!.issuedAt).toBe(NOW);
    expect(problems).toEqual([{ key: 'no-rain', in: 'daily', row: 2 }]);
  });

  it('is read from rows, with seconds since 1970, texts that are numbers, and its own time', () => {
    const mapping: ForecastMapping = {
      ...{ source: 'dịch vụ B', issuedAt: 'meta.made' },
      daily: { shape: 'rows', in: 'list', time: 'dt', rain: 'rain.mm', fields: { tmin: 'temp.0', tmax: 'temp.1' } },
    };
    const list = [
      { dt: moment('2026-11-27', 12) / 1000, rain: { mm: '12.5' }, temp: [21, 30] },
      { dt: moment('2026-11-26', 12) / 1000, rain: { mm: 1 }, temp: [21, 30] },
    ];
    const { forecast, problems } = readForecast({ meta: { made: '2026-11-25T23:00:00Z' }, list }, mapping, NOW, table);
    expect(forecast!.days.map(({ day, rain }) => [day, rain])).toEqual([
      ['2026-11-26', 1],
      ['2026-11-27', 12.5],
    ]);
    expect(forecast!.issuedAt).toBe(Date.UTC(2026, 10, 25, 23));
    expect(problems).toEqual([]);
  });

  it('leaves out what cannot be', () => {
    const mapping: ForecastMapping = {
      source: 'x',
      daily: { shape: 'rows', in: '', time: 'day', rain: 'mm', fields: { tmin: 'lo', tmax: 'hi' } },
    };
    const rows = [
      { day: '2026-02-30', mm: 1 },
      { day: '2026-11-27', mm: -1 },
      { day: '2026-11-27', mm: 5000 },
      { day: '2026-11-27', mm: 1, lo: 30, hi: 20 },
      { day: '2026-11-27', mm: 1, lo: 300, hi: 310 },
      { day: '2026-11-27', mm: '' },
      null,
    ];
    const { forecast, problems } = readForecast(rows, mapping, NOW, table);
    expect(forecast).toBeUndefined();
    expect(problems.map(({ key }) => key)).toEqual([
      ...['no-time', 'rain-impossible', 'rain-impossible', 'temperature-impossible', 'temperature-impossible'],
      ...['no-rain', 'no-time', 'no-rows'],
    ]);
  });

  it('finds nothing that is not the JSON’s own, and throws for none', () => {
    const mapping: ForecastMapping = { source: 'x', daily: { shape: 'rows', in: 'constructor', time: 't', rain: 'r' } };
    expect(readForecast({}, mapping, NOW, table).problems.map(({ key }) => key)).toEqual(['no-list', 'no-rows']);
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(readForecast(json, columns, NOW, table)).toHaveProperty('problems');
        expect(readForecast({ daily: json, hourly: json }, columns, NOW, table)).toHaveProperty('problems');
      }),
    );
  });

  it('that claims to be made tomorrow is as old as its coming', () => {
    const { forecast, problems } = readForecast(
      ...([{ ...answer, made: '2026-11-30T00:00:00Z' }, { ...columns, issuedAt: 'made' }, NOW, table] as const),
    );
    expect(forecast!.issuedAt).toBe(NOW);
    expect(problems.map(({ key }) => key)).toContain('issued-in-future');
  });
});

describe('what may be hoped for', () => {
  const day = (rain: number) => ({
    ...{ source: 'x', issuedAt: NOW, hours: [] },
    days: [{ day: '2026-11-27', rain }],
  });
  it('is four fifths of what is forecast', () => {
    const { rain, stretches, reason } = outlookOf(day(24), NOW, table);
    expect(rain).toBeCloseTo(0.8 * 24, 9);
    expect(stretches.map(({ hours, mmHour }) => [hours, Math.round(mmHour * 1000) / 1000])).toEqual([
      [18, 0],
      [24, 0.8],
      [30, 0],
    ]);
    expect(reason).toBeUndefined();
  });
  it('is what is still to come of a day that has begun, and by the hour where hours are told', () => {
    const forecast = { ...day(0), days: [{ day: '2026-11-26', rain: 24 }], hours: [{ at: NOW, rain: 10 }] };
    expect(outlookOf(forecast, NOW, table).rain).toBeCloseTo(0.8 * (10 + 17), 9);
    expect(outlookOf(forecast, NOW + 30 * 60_000, table).rain).toBeCloseTo(0.8 * (5 + 17), 9);
  });
  it('is nothing after a day, and that is said', () => {
    const old = outlookOf({ ...day(50), issuedAt: NOW - 25 * 3_600_000 }, NOW, table);
    expect(old).toMatchObject({ rain: 0, reason: { key: 'forecast-old', figures: { hours: 25 } } });
    expect(outlookOf(undefined, NOW, table)).toMatchObject({ rain: 0, reason: { key: 'forecast-none' } });
  });
});
