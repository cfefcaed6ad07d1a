import type { SmokeRules } from './rules.js';
import { localTime } from './time.js';

/** How fast air mixes, after Pasquill: C (sun) to F (clear still night). */
export type Stability = 'C' | 'D' | 'E' | 'F';

export interface Mixing {
  ms: number;
  /** m/s. */
  speed: number;
  /** W/m²; undefined: not measured, and the hour stands for it. */
  radiation?: number;
}

/** The class of a moment out of wind and sun (Pasquill's table, its A and B taken as C: no formula here has them). */
export function stabilityOf({ ms, speed, radiation }: Mixing, rules: SmokeRules): Stability {
  const { nightRadiation, strongSun, someSun, dayHours } = rules.stability;
  const { hour } = localTime(ms, rules);
  const byClock = hour >= dayHours[0] && hour < dayHours[1];
  const isDay = radiation === undefined ? byClock : radiation > nightRadiation;
  if (isDay) {
    // without a pyranometer the middle of the day counts as sunny
    const middle = Math.abs(hour - (dayHours[0] + dayHours[1]) / 2) < (dayHours[1] - dayHours[0]) / 4;
    const sun = radiation ?? (middle ? someSun : nightRadiation);
    if (speed >= 6) return 'D';
    if (sun >= strongSun) return 'C';
    return sun >= someSun && speed < 5 ? 'C' : 'D';
  }
  if (speed < 2) return 'F';
  return speed < 3 ? 'E' : 'D';
}

/** Spread across and upwards at `x` metres downwind, metres: Briggs, open country. */
export function spreadAt(x: number, stability: Stability): readonly [across: number, up: number] {
  const shrink = 1 / Math.sqrt(1 + 0.0001 * x);
  switch (stability) {
    case 'C':
      return [0.11 * x * shrink, (0.08 * x) / Math.sqrt(1 + 0.0002 * x)];
    case 'D':
      return [0.08 * x * shrink, (0.06 * x) / Math.sqrt(1 + 0.0015 * x)];
    case 'E':
      return [0.06 * x * shrink, (0.03 * x) / (1 + 0.0003 * x)];
    case 'F':
      return [0.04 * x * shrink, (0.016 * x) / (1 + 0.0003 * x)];
  }
}
