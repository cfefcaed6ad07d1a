import { describe, expect, it } from '@jest/globals';
import type { FarmDay } from '#hub/contracts';
import type { Forecast } from '#hub/irrigation';
import { withForecast } from './forecast-days.js';

const at = (text: string) => Date.parse(`${text}+07:00`);
const NOON = at('2026-11-27T12:00');
const DAYS: FarmDay[] = [
  { day: at('2026-11-26T00:00'), rain: 3 },
  { day: at('2026-11-27T00:00'), rain: 5 },
];
const aForecast = (over: Partial<Forecast> = {}): Forecast => ({
  ...{ source: 'file', issuedAt: NOON - 3_600_000, hours: [] },
  days: [
    { day: '2026-11-26', rain: 9 },
    { day: '2026-11-27', rain: 24 },
    { day: '2026-11-28', rain: 8 },
  ],
  ...over,
});

describe('forecast rain of a plot’s days', () => {
  it('is of today what has not had its hour yet, beside what fell', () => {
    expect(withForecast(DAYS, aForecast(), NOON)).toEqual([
      { day: at('2026-11-26T00:00'), rain: 3 },
      { day: at('2026-11-27T00:00'), rain: 5, forecastRain: 12 },
      { day: at('2026-11-28T00:00'), forecastRain: 8 },
    ]);
  });
  it('falls in the hours that are told: those before now do not count, of this one what is left', () => {
    const hours = [9, 12, 15].map((hour) => ({ at: at('2026-11-27T00:00') + hour * 3_600_000, rain: 10 }));
    const days = [{ day: '2026-11-28', rain: 8 }];
    expect(withForecast(DAYS, aForecast({ days, hours }), NOON + 1_800_000)[1]).toMatchObject({ forecastRain: 15 });
  });
  it('is of the days to come alone where nothing is said of today, and of none without a forecast', () => {
    const days = [{ day: '2026-11-29', rain: 8 }];
    expect(withForecast(DAYS, aForecast({ days }), NOON)).toEqual([
      ...DAYS,
      { day: at('2026-11-29T00:00'), forecastRain: 8 },
    ]);
    expect(withForecast(DAYS, undefined, NOON)).toEqual(DAYS);
  });
  it('begins with today for a plot that is not reckoned', () => {
    expect(withForecast([], aForecast(), NOON).map(({ forecastRain }) => forecastRain)).toEqual([12, 8]);
  });
});
