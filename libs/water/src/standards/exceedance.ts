import type { Severity } from '#hub/contracts';
import type { Bounds } from './cmax.js';

/** From which excess on it is how bad; ascending, the last without `upTo`. */
export interface SeveritySteps {
  /** By r = C / Cmax. */
  ratio: readonly { upTo?: number; severity: Severity }[];
  /** By the distance outside a range that has two ends (pH), in the parameter's unit. */
  distance: readonly { upTo?: number; severity: Severity }[];
}
export interface Exceedance {
  over: boolean;
  /** Over a highest value C/Cmax, under a lowest one Cmin/C; above 1 is over. Absent for a range with two ends. */
  r?: number;
  /** How far outside a range with two ends, in the parameter's unit; negative inside it. */
  distance?: number;
  /** Undefined when it is not over. */
  severity?: Severity;
}

/** On which side of its limits a value is that is beyond them. */
export const sideOf = (value: number, { min }: { min?: number | undefined }): 'above' | 'below' =>
  min !== undefined && value < min ? 'below' : 'above';

/** Smaller than this share of the lowest value it counts as this: nothing is left to divide by. */
const LEAST = 1e-3;
const severityOf = (steps: SeveritySteps['ratio'], excess: number): Severity =>
  steps.find(({ upTo }) => upTo === undefined || excess <= upTo)!.severity;

/** How far a value is over its limit. Fines go by r: keep it with whatever is stored. */
export function exceedance(value: number, { min, max }: Bounds, steps: SeveritySteps): Exceedance {
  if (min !== undefined && max !== undefined) {
    const distance = Math.max(min - value, value - max);
    const over = distance > 0;
    return { over, distance, ...(over && { severity: severityOf(steps.distance, distance) }) };
  }
  if (min === undefined && max === undefined) return { over: false };
  const r = max !== undefined ? value / max : min! / Math.max(value, min! * LEAST);
  const over = r > 1;
  return { over, r, ...(over && { severity: severityOf(steps.ratio, r) }) };
}

/** Whether a value is so far on the good side that an exceedance may end: r below `share`, or `margin` inside a range. */
export function isClear(value: number, limit: Bounds, { share, margin }: { share: number; margin: number }): boolean {
  const { r, distance } = exceedance(value, limit, NEVER_ASKED);
  if (distance !== undefined) return distance <= -Math.min(margin, (limit.max! - limit.min!) / 2);
  return r === undefined || r < share;
}
const NEVER_ASKED: SeveritySteps = { ratio: [{ severity: 'info' }], distance: [{ severity: 'info' }] };
