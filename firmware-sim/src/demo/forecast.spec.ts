import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { type ForecastMapping, type IrrigationTable, outlookOf, readForecast } from '#hub/irrigation';
import { forecastAt } from './forecast.js';

const read = (file: string) => JSON.parse(readFileSync(`reference/${file}`, 'utf8')) as unknown;
const table = read('irrigation.json') as IrrigationTable;
const mapping = read('forecasts/open-meteo.json') as ForecastMapping;

it.each([1, 8, 13, 23])(
  'at %i o’clock the hub reads it as a service’s, with enough rain coming for a field to wait',
  (hour) => {
    const now = Date.parse('2026-11-27T00:00:00+07:00') + hour * 3_600_000 + 1234;
    const { forecast, problems } = readForecast(forecastAt(1, now), mapping, now, table);
    expect(problems).toEqual([]);
    expect(forecast!.days).toHaveLength(5);
    expect(forecast!.hours).toHaveLength(72);
    expect(forecast!.hours[0]!.at).toBeLessThanOrEqual(now);
    expect(outlookOf(forecast, now, table).rain).toBeGreaterThan(15);
  },
);
