import type { Limit, SurfaceTable, WaterStandards } from './table.js';

export interface SurfaceSample {
  /** By parameter of the table; what was not measured is left out. */
  values: Readonly<Record<string, number | undefined>>;
  /** Whether rubbish floats on it; unknown counts as no. */
  rubbish?: boolean;
}
export interface SurfaceClass {
  /** Undefined: nothing was measured, or it is worse than the classes that are known here. */
  class?: string;
  reason?: 'nothing-measured' | 'worse-than-known';
  /** Parameters measured, and how many the class goes by: "tạm tính, 7/10 thông số" while it is fewer. */
  measured: number;
  of: number;
  provisional: boolean;
  missing: string[];
  /** Parameters that put it there, in the table's order. */
  by: string[];
  /** Class of each parameter alone; null: worse than what is known. */
  each: Record<string, string | null>;
}

const fits = (value: number, limit: Limit, rubbish: boolean): boolean =>
  (limit.min === undefined || value >= limit.min) &&
  (limit.max === undefined || value <= limit.max) &&
  !(limit.noFloatingRubbish && rubbish);

const parametersOf = ({ order, classes }: SurfaceTable): string[] => [
  ...new Set(order.flatMap((name) => Object.keys(classes[name]!.limits))),
];

/** Quality class of a reach or a pond by QCVN 08:2023, tables 2 and 3: the worst class of what was measured. */
export function surfaceClass(
  data: WaterStandards,
  { values, rubbish = false }: SurfaceSample,
  kind: 'river' | 'lake' = 'river',
): SurfaceClass {
  const table = data.surfaceClasses[kind];
  const { order, classes, worst } = table;
  const parameters = parametersOf(table);
  const present = parameters.filter((p) => Number.isFinite(values[p]));
  const rankOf = (p: string) => {
    const at = order.findIndex((name) => {
      const limit = classes[name]!.limits[p];
      return limit !== undefined && fits(values[p]!, limit, rubbish);
    });
    return at < 0 ? order.length : at;
  };
  const ranks = present.map((p) => [p, rankOf(p)] as const);
  const lowest = Math.max(-1, ...ranks.map(([, rank]) => rank));
  const nameOf = (rank: number) => order[rank] ?? worst;
  const name = lowest < 0 ? null : nameOf(lowest);
  const missing = parameters.filter((p) => !present.includes(p));
  return {
    ...(name !== null ? { class: name } : { reason: lowest < 0 ? 'nothing-measured' : 'worse-than-known' }),
    measured: present.length,
    of: parameters.length,
    provisional: missing.length > 0,
    missing,
    by: ranks.filter(([, rank]) => rank === lowest).map(([p]) => p),
    each: Object.fromEntries(ranks.map(([p, rank]) => [p, nameOf(rank)])),
  };
}
