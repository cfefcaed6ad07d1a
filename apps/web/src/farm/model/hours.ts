import { pumpTime } from '#hub/contracts';

export const FEW = [1, 2, 3, 4];
const MANY = [5, 6, 8, 10, 12, 24];
/** On the second screen of choices. */
export const isMany = (hours: number): boolean => pumpTime(hours).hours >= 5;

/** Whether two are said alike. */
export const isSaidAlike = (a: number, b: number): boolean => {
  const [one, other] = [pumpTime(a), pumpTime(b)];
  return one.hours === other.hours && one.minutes === other.minutes;
};

/** What can be chosen with one tap: whole hours, and what was advised, exactly, in the place of what is said alike; in order. */
export function hourChoices(advised: number | undefined, many: boolean): number[] {
  const whole = many ? MANY : FEW;
  if (advised === undefined || isMany(advised) !== many) return whole;
  return [...whole.filter((hours) => !isSaidAlike(hours, advised)), advised].sort((a, b) => a - b);
}

/** Hours since a pump was switched on, as far as they can be believed. */
export const runFor = (since: number, now: number): number =>
  Math.min(48, Math.max(0.5, Math.round((now - since) / 1_800_000) / 2));
