import type { FarmPlot, Verdict } from '#hub/contracts';

/** How many plots have which advice, in the order in which it comes first; undefined: none yet. */
export function verdictCounts(plots: readonly FarmPlot[]): { verdict: Verdict | undefined; count: number }[] {
  const counts = new Map<Verdict | undefined, number>();
  for (const { advice } of plots) counts.set(advice?.verdict, (counts.get(advice?.verdict) ?? 0) + 1);
  return [...counts].map(([verdict, count]) => ({ verdict, count }));
}
