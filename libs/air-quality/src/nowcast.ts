import type { AqiTable } from './table.js';

/**
 * Weighted mean of the last hours, newest first (Decision 1459/QĐ-TCMT, 2.3a). `hours[0]` is the current hour; a gap is
 * undefined and weighs nothing. Null when too few of the newest hours are there. The sum is divided by the weights also
 * where w = 0.5, where the printed formula leaves the divisor out: with gaps that form would read far too low.
 */
export function nowCast(hours: readonly (number | undefined)[], rule: AqiTable['nowcast']): number | null {
  const valid = hours
    .slice(0, rule.hours)
    .map((c) => (c !== undefined && Number.isFinite(c) && c >= 0 ? c : undefined));
  const present = valid.filter((c) => c !== undefined);
  const newest = valid.slice(0, rule.newest).filter((c) => c !== undefined);
  if (newest.length < rule.minOfNewest) return null;
  const max = Math.max(...present);
  if (max === 0) return 0;
  const w = Math.max(Math.min(...present) / max, rule.weightFloor);
  let sum = 0;
  let weights = 0;
  valid.forEach((c, i) => {
    if (c === undefined) return;
    sum += c * w ** i;
    weights += w ** i;
  });
  return sum / weights;
}
