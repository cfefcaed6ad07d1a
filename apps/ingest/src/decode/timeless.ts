import { type Measured, type Problem, unrecognised } from './decoded.js';
import type { DevicePlan } from './plan.js';
import { REASONS } from './reasons.js';

/** Several measurements of one device without a time are all of the same moment: the store keeps the last. */
export function timelessProblem(drafts: readonly Measured[]): Problem | undefined {
  if (drafts.length < 2) return undefined;
  const timeless = new Map<DevicePlan, number>();
  let most = 0;
  for (const { plan, ts } of drafts) {
    if (ts !== undefined) continue;
    const count = (timeless.get(plan) ?? 0) + 1;
    timeless.set(plan, count);
    most = Math.max(most, count);
  }
  return most > 1 ? unrecognised(REASONS.manyWithoutTime(most)) : undefined;
}
