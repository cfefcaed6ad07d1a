import { describe, expect, it } from '@jest/globals';
import { hargreaves } from './evapotranspiration.js';
import { DAY_MS, dayOfYear, extraterrestrial, HOUR_MS, hourOf, radiation, sunHeight } from './sun.js';

const at = (text: string) => Date.parse(`${text}+07:00`);

describe('the sun', () => {
  it('FAO-56 example 8: 20° S on 3 September', () => {
    expect(extraterrestrial(-20, 246)).toBeCloseTo(32.2, 1);
  });
  it('FAO-56 example 18: 50°48′ N on 6 July', () => {
    expect(extraterrestrial(50.8, 187)).toBeCloseTo(41.09, 1);
  });

  it("goes by Vietnam's clock", () => {
    expect(hourOf(at('2026-06-02T16:30:00'))).toBe(16.5);
    expect(dayOfYear(at('2026-06-02T00:30:00'))).toBe(153);
    expect(dayOfYear(at('2024-12-31T23:00:00'))).toBe(366);
  });

  it('stands highest near noon and is down at night', () => {
    const height = (text: string) => sunHeight(at(text), 20.4, 106.3);
    expect(height('2026-06-02T12:00:00')).toBeGreaterThan(0.98);
    expect(height('2026-06-02T09:00:00')).toBeGreaterThan(height('2026-06-02T07:00:00'));
    expect(height('2026-06-02T00:00:00')).toBeLessThan(0);
    expect(height('2026-12-02T18:30:00')).toBeLessThan(0);
    expect(height('2026-06-02T18:10:00')).toBeGreaterThan(0);
  });

  it('brings in a day what the daily formula says', () => {
    const midnight = at('2026-06-02T00:00:00');
    let megajoules = 0;
    for (let ms = midnight; ms < midnight + DAY_MS; ms += HOUR_MS / 12)
      megajoules += (radiation(ms, 20.43, 106.28, 1) * 300) / 1e6;
    expect(megajoules / (0.75 * extraterrestrial(20.43, 153))).toBeCloseTo(1, 2);
  });
});

describe('evapotranspiration', () => {
  it('is what the formula gives, computed by hand', () => {
    // 0.0023 · (17 + 17.8) · √10 · 32.19 · 0.408, Ra of example 8
    expect(hargreaves(12, 22, -20, 246)).toBeCloseTo(3.33, 1);
  });
  it('lies where the delta lies in its seasons', () => {
    const june = hargreaves(25.5, 33, 20.43, 153);
    const january = hargreaves(14, 19, 20.43, 15);
    expect(june).toBeGreaterThan(4.5);
    expect(june).toBeLessThan(6.5);
    expect(january).toBeGreaterThan(1.2);
    expect(january).toBeLessThan(3);
  });
  it('is nothing where the day has no range', () => {
    expect(hargreaves(20, 20, 20.43, 15)).toBe(0);
  });
});
