import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { correctPm25, fogIn, humidityGrowth, modelOf, type PmSensors } from './index.js';

const sensors = JSON.parse(readFileSync('reference/pm-sensors.json', 'utf8')) as PmSensors;
const purpleair = modelOf(sensors, 'purpleair')!;

describe('sensors that count particles by their light', () => {
  it('are corrected by the formula of their model', () => {
    expect(correctPm25(purpleair, 120, 70)).toBeCloseTo(62.6, 1);
    expect(correctPm25(purpleair, 0, 100)).toBe(0);
    expect(modelOf(sensors, 'air-station')).toBeUndefined();
  });

  it('are taken as they read where the formula was not made for it', () => {
    expect(correctPm25(purpleair, 251, 70)).toBe(251);
  });

  it.each([
    [70, 1.35],
    [85, 1.86],
    [90, 2.36],
    [95, 3.88],
  ])('at %d %% humidity read particles %d times as heavy', (humidity, growth) => {
    expect(humidityGrowth(sensors.fog, humidity)).toBeCloseTo(growth, 2);
  });

  it('are flagged in fog, and not at its edge or where the inlet is dried', () => {
    expect(fogIn(sensors, 'sds011', 95)).toBeUndefined();
    expect(fogIn(sensors, 'sds011', undefined)).toBeUndefined();
    expect(fogIn(sensors, 'sds011', 97)).toMatchObject({ humidity: 97 });
    expect(Number.isFinite(fogIn(sensors, 'sds011', 100)!.growth)).toBe(true);
    const dried = { ...sensors, fog: { ...sensors.fog, dried: ['air-station'] } };
    expect(fogIn(dried, 'air-station', 99)).toBeUndefined();
  });
});
