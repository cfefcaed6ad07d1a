import type { Alert, Rule } from '#hub/contracts';

/** Whether the worst value of an alert is its lowest: its rule says it, or, where that is gone, the side of the limit. */
export function peakIsLowest({ facts }: Alert, rule: Rule | undefined): boolean {
  if (rule) return rule.type === 'threshold' && rule.direction === 'below';
  return facts.peak !== undefined && facts.limit !== undefined && facts.peak < facts.limit;
}
