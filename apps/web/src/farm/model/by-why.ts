import type { BlockDay } from '#hub/contracts';

type Unknown = NonNullable<BlockDay['unknown']>;

/** Plots of one reason together, in the order in which they come: a reason is read once. */
export function byWhy(unknown: Unknown): ReadonlyMap<string, Unknown> {
  const groups = new Map<string, Unknown>();
  for (const one of unknown) groups.set(one.why.vi, [...(groups.get(one.why.vi) ?? []), one]);
  return groups;
}
