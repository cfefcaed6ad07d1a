import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Report, reportNear } from './report.js';
import type { SmokeRules } from './rules.js';

const rules = JSON.parse(readFileSync('reference/smoke.json', 'utf8')) as SmokeRules;
const STATION = { x: 0, y: 0 };
const MINUTE = 60_000;
const BIN = Date.parse('2026-06-02T16:00:00+07:00');
const report = (x: number, y: number, minutes = 0): Report => ({ at: { x, y }, ts: BIN + minutes * MINUTE });
const from = (degrees: number, speed = 2) => ({ from: degrees, speed });
const near = (wind: { from: number; speed: number } | undefined, ...reports: Report[]) =>
  reportNear(STATION, BIN, wind, reports, rules);

describe('what residents told of, for a station', () => {
  it('counts upwind of it, and not downwind', () => {
    expect(near(from(0), report(0, 900))).toBe(900);
    expect(near(from(80), report(0, 900))).toBe(900);
    expect(near(from(100), report(0, 900))).toBeUndefined();
    expect(near(from(180), report(0, 900))).toBeUndefined();
  });

  it('counts on every side without a wind to go by, and where it is closer than a place is said', () => {
    for (const wind of [undefined, from(180, 0.3)]) expect(near(wind, report(0, 900))).toBe(900);
    expect(near(from(180), report(0, 250))).toBe(250);
  });

  it('is the nearest of several, and none out of reach', () => {
    expect(near(from(0), report(0, 1500), report(300, 800), report(0, -400))).toBeCloseTo(854, 0);
    expect(near(from(0), report(0, 2100))).toBeUndefined();
    expect(near(from(0))).toBeUndefined();
  });

  it('was seen within the hour, before or after', () => {
    for (const minutes of [-60, 60]) expect(near(from(0), report(0, 900, minutes))).toBe(900);
    for (const minutes of [-61, 61]) expect(near(from(0), report(0, 900, minutes))).toBeUndefined();
  });

  it('is never further because of one report more', () => {
    const place = fc.record({
      x: fc.integer({ min: -4000, max: 4000 }),
      y: fc.integer({ min: -4000, max: 4000 }),
      minutes: fc.integer({ min: -120, max: 120 }),
    });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 5 }), place, fc.integer({ min: 0, max: 359 }), (some, one, degrees) => {
        const [few, all] = [some, [...some, one]].map((list) => list.map(({ x, y, minutes }) => report(x, y, minutes)));
        expect(near(from(degrees), ...all!) ?? Infinity).toBeLessThanOrEqual(near(from(degrees), ...few!) ?? Infinity);
      }),
    );
  });
});
