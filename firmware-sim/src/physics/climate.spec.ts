import { describe, expect, it } from '@jest/globals';
import { extremesOf, skyAt } from './climate.js';
import { rainBetween, rainRate, showerOf } from './showers.js';
import { DAY_MS, dayOf, HOUR_MS } from './sun.js';

const midnight = Date.parse('2026-06-02T00:00:00+07:00');
const hours = (count: number, from = midnight) => Array.from({ length: count }, (_, i) => from + i * HOUR_MS);

describe('the sky', () => {
  it('is the same for the same seed at the same moment', () => {
    expect(skyAt(4, midnight + 123_456)).toEqual(skyAt(4, midnight + 123_456));
    expect(skyAt(4, midnight)).not.toEqual(skyAt(5, midnight));
  });

  it.each([1, 2, 3, 4, 5])('seed %i: warm afternoons, cool mornings, dry when warm', (seed) => {
    const days = 20;
    const mean = (hour: number, of: 'temperature' | 'humidity' | 'windSpeed') =>
      Array.from({ length: days }, (_, d) => skyAt(seed, midnight + d * DAY_MS + hour * HOUR_MS)[of]).reduce(
        (a, b) => a + b,
      ) / days;
    expect(mean(14, 'temperature') - mean(5, 'temperature')).toBeGreaterThan(5);
    expect(mean(14, 'humidity')).toBeLessThan(mean(5, 'humidity') - 10);
    expect(mean(15, 'windSpeed')).toBeGreaterThan(mean(3, 'windSpeed') + 0.8);
  });

  it('has summers and winters', () => {
    const mean = (from: string) =>
      hours(240, Date.parse(`${from}T00:00:00+07:00`)).reduce((sum, ms) => sum + skyAt(1, ms).temperature, 0) / 240;
    expect(mean('2026-07-10')).toBeGreaterThan(27);
    expect(mean('2026-01-10')).toBeLessThan(20);
  });

  it('never leaves what can be', () => {
    for (const ms of hours(24 * 60)) {
      const sky = skyAt(11, ms);
      expect(sky.humidity).toBeGreaterThan(25);
      expect(sky.humidity).toBeLessThanOrEqual(99);
      expect(sky.windSpeed).toBeGreaterThanOrEqual(0.9);
      expect(sky.windSpeed).toBeLessThan(5);
      expect(Math.abs(sky.windFrom - 135)).toBeLessThanOrEqual(12);
      expect(sky.radiation).toBeGreaterThanOrEqual(0);
      expect(sky.radiation).toBeLessThan(1200);
      expect(sky.pressure).toBeGreaterThan(995);
      expect(sky.pressure).toBeLessThan(1025);
    }
  });

  it('turns the wind slowly', () => {
    for (const ms of hours(24)) {
      const [a, b] = [skyAt(3, ms), skyAt(3, ms + 60_000)];
      expect(Math.abs(a.windFrom - b.windFrom)).toBeLessThan(1);
      expect(Math.abs(a.windSpeed - b.windSpeed)).toBeLessThan(0.1);
    }
  });

  it("knows the day's extremes", () => {
    const [low, high] = extremesOf(1, midnight + 9 * HOUR_MS);
    const seen = hours(24).map((ms) => skyAt(1, ms).temperature);
    expect(Math.abs(Math.min(...seen) - low)).toBeLessThan(2);
    expect(Math.abs(Math.max(...seen) - high)).toBeLessThan(2.5);
  });
});

describe('showers', () => {
  it('bring the same depth however often one looks', () => {
    const once = rainBetween(2, midnight, midnight + 10 * DAY_MS);
    let often = 0;
    for (let ms = midnight; ms < midnight + 10 * DAY_MS; ms += 300_000) often += rainBetween(2, ms, ms + 300_000);
    expect(once).toBeGreaterThan(3);
    expect(often).toBeCloseTo(once, 9);
    const showers = Array.from({ length: 10 }, (_, i) => showerOf(2, dayOf(midnight) + i)?.depth ?? 0);
    expect(once).toBeCloseTo(
      showers.reduce((a, b) => a + b),
      9,
    );
  });

  it('dim the sun and cool the air while they last', () => {
    const day = Array.from({ length: 30 }, (_, i) => dayOf(midnight) + i).find(
      (d) => (showerOf(2, d)?.depth ?? 0) > 3,
    )!;
    const { from, to } = showerOf(2, day)!;
    expect(rainRate(2, (from + to) / 2)).toBeGreaterThan(2);
    expect(rainRate(2, from - HOUR_MS)).toBe(0);
    expect(skyAt(2, (from + to) / 2).sunshine).toBeLessThan(0.15);
  });
});
