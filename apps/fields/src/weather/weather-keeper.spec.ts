import { describe, expect, it } from '@jest/globals';
import { type IrrigationTable, type Mast, weatherDays, type WeatherRecord } from '#hub/irrigation';
import { readReference } from '#hub/service-kit';
import { HOUR_MS } from './hours.js';
import { et0Days, WeatherKeeper } from './weather-keeper.js';

const table = readReference('irrigation.json') as IrrigationTable;
const place = { latitude: 20.4, longitude: 106.3, altitude: 5 };
const FROM = Date.parse('2026-11-20T00:00:00+07:00');
const SPAN = { from: '2026-11-20', to: '2026-11-25' };
const NOW = Date.parse('2026-11-25T09:00:00+07:00');

/** Five days of one mast; `of` says what it measures in an hour (counted from the first). */
const mast = (of: (hour: number) => Partial<WeatherRecord> | undefined): Mast => ({
  ...{ id: 'mast', latitude: 20.4, longitude: 106.3, windHeight: 10 },
  records: Array.from({ length: 5 * 24 }, (_, i) => ({ at: FROM + i * HOUR_MS, of: of(i) })).flatMap(
    ({ at, of: said }) => (said ? [{ at, ...said }] : []),
  ),
});
const all = (hour: number): Partial<WeatherRecord> => ({
  ...{ temperature: 22 + 5 * Math.sin(((hour % 24) - 9) / 3.8), humidity: 75, wind: 2, rain: 0 },
  radiation: Math.max(0, 600 * Math.sin((((hour % 24) - 6) * Math.PI) / 12)),
});
const daysOf = (of: (hour: number) => Partial<WeatherRecord> | undefined) =>
  weatherDays(place, [mast(of)], SPAN, table.weather);

describe('what the days of a block were reckoned with', () => {
  it('says the method, and what was filled, of each day', () => {
    const lines = et0Days(
      daysOf((hour) => {
        if (hour < 24) return all(hour);
        // on the second day the sun's sensor is dead, on the third all but the thermometer, on the fourth the mast
        const { radiation: _, ...others } = all(hour);
        if (hour < 48) return others;
        if (hour < 72) return { temperature: all(hour).temperature };
        return hour < 96 ? undefined : all(hour);
      }),
    );
    expect(lines.map(({ day, method }) => [day, method])).toEqual([
      ['2026-11-20', 'hourly'],
      ['2026-11-21', 'daily'],
      ['2026-11-22', 'hargreaves'],
      ['2026-11-23', 'unknown'],
      ['2026-11-24', 'hourly'],
      ['2026-11-25', 'unknown'],
    ]);
    expect(lines[0]!.filled).toBeUndefined();
    expect(lines[1]!.filled).toContainEqual({ element: 'radiation', how: 'temperature-range', hours: 12 });
    expect(lines[2]!.filled).toContainEqual({ element: 'rain', how: 'missing', hours: 24 });
    expect([lines[3]!.et0, lines[3]!.standIn! > 0]).toEqual([undefined, true]);
  });

  it('is written once, without the day that is not over, and again where late data changed it', async () => {
    const written: [string, unknown[]][] = [];
    const keeper = new WeatherKeeper({ put: async (key, value) => void written.push([key, value as unknown[]]) });
    const shared = daysOf(all);
    const weather = new Map([
      ['dong-trung', shared],
      ['dong-hau', shared],
    ]);
    await keeper.write({ weather, now: NOW });
    await keeper.write({ weather, now: NOW + HOUR_MS });
    expect(written.map(([key, days]) => [key, days.length])).toEqual([
      ['farm.et0.dong-trung', 5],
      ['farm.et0.dong-hau', 5],
    ]);
    await keeper.write({
      weather: new Map([['dong-hau', daysOf((hour) => (hour < 24 ? undefined : all(hour)))]]),
      now: NOW,
    });
    expect(written.slice(2).map(([key, days]) => [key, days.length])).toEqual([['farm.et0.dong-hau', 4]]);
  });

  it('fits into a setting, the newest days first, also of a season full of gaps', () => {
    const filled = Array.from(
      { length: 10 },
      () => ({ element: 'temperature', how: 'temperature-range', hours: 24 }) as const,
    );
    const season = Array.from({ length: 200 }, (_, i) => ({ ...daysOf(all)[0]!, day: `day ${i}`, filled }));
    const kept = et0Days(season);
    expect(JSON.stringify(kept).length).toBeLessThan(65_536);
    expect([kept.length > 70, kept.at(-1)!.day]).toEqual([true, 'day 199']);
    expect(et0Days(season.map((day) => ({ ...day, filled: [] })))).toHaveLength(200);
  });
});
