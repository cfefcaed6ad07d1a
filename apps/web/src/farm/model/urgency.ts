import type { FarmPlot, Verdict } from '#hub/contracts';

/** What has to be done comes first, then what must not be done, then what can wait. */
const ORDER: readonly (Verdict | undefined)[] = [
  ...(['no-intake', 'irrigate', 'hold-salty', 'drain', 'wait-for-rain', 'unknown'] as const),
  undefined,
  'not-needed',
];

/** Plots by urgency: those that something was said of today come after the others that have the same advice. */
export function byUrgency(plots: readonly FarmPlot[], isSaid: (plot: FarmPlot) => boolean): FarmPlot[] {
  const rank = ({ advice }: FarmPlot) => ORDER.indexOf(advice?.verdict);
  return [...plots].sort(
    (a, b) =>
      Number(isSaid(a)) - Number(isSaid(b)) ||
      Number(b.advice?.urgent ?? false) - Number(a.advice?.urgent ?? false) ||
      rank(a) - rank(b) ||
      (a.advice?.before ?? Infinity) - (b.advice?.before ?? Infinity) ||
      a.name.localeCompare(b.name, 'vi'),
  );
}
