/** Water on a paddy, as the tube shows it: level above the surface positive, below it negative. Levels in cm, rates in mm/day. */

export interface PaddySoil {
  /** Share of the soil that drains: below the surface the same loss lowers the level so much faster. */
  drainable: number;
  /** Percolation, mm/day. */
  percolation: number;
}

/** What a paddy loses a day, mm. */
export const paddyLoss = (et0: number, kc: number, { percolation }: Pick<PaddySoil, 'percolation'>): number =>
  et0 * kc + percolation;

/** Water that the field holds above `level` 0, mm: what it would take, or give, to bring it there. */
export const waterOf = (level: number, drainable: number): number => 10 * (level >= 0 ? level : level * drainable);
/** … and the level that so much water is, cm. */
export const levelOf = (water: number, drainable: number): number => (water >= 0 ? water : water / drainable) / 10;

/**
 * Water that is left after a loss, mm. The whole loss is taken down to `fullTo`, from there less and less down to `noneAt`, where roots
 * find none and nothing seeps: a field comes near it and never below. Two losses one after the other are the same as both at once.
 */
export function afterLoss(water: number, loss: number, { fullTo, noneAt }: { fullTo: number; noneAt: number }): number {
  const full = Math.min(loss, Math.max(0, water - fullTo));
  const rest = loss - full;
  const left = water - full;
  if (rest <= 0 || left <= noneAt) return left;
  return noneAt + (left - noneAt) * Math.exp(-rest / (fullTo - noneAt));
}

/** Level after so much water came (positive) or went, mm. A field whose bund is full loses what is above it. */
export function levelAfter(
  level: number,
  change: number,
  { drainable }: Pick<PaddySoil, 'drainable'>,
  bund = Number.POSITIVE_INFINITY,
): { level: number; spilled: number } {
  const water = waterOf(level, drainable) + change;
  const spilled = Math.max(0, water - 10 * bund);
  return { level: levelOf(water - spilled, drainable), spilled };
}

/** Days until the level has fallen to a threshold, at a loss of so many mm a day; 0: it is there, Infinity: it never is. */
export function daysUntil(
  level: number,
  threshold: number,
  loss: number,
  { drainable }: Pick<PaddySoil, 'drainable'>,
): number {
  const water = waterOf(level, drainable) - waterOf(threshold, drainable);
  if (water <= 0) return 0;
  return loss > 0 ? water / loss : Number.POSITIVE_INFINITY;
}

export interface Refill {
  /** m³ on the field, and m³ taken for it. */
  net: number;
  gross: number;
  /** Undefined where nothing runs: no hours fill the field. */
  hours: number | undefined;
}

/** What brings a field from its level to a target. Area in hectares, efficiency from 0 to 1, discharge of pump or gate in m³/h. */
export function refill(
  { level, target, area }: { level: number; target: number; area: number },
  { drainable }: Pick<PaddySoil, 'drainable'>,
  { efficiency, discharge }: { efficiency: number; discharge: number },
): Refill {
  const depth = Math.max(0, waterOf(target, drainable) - waterOf(level, drainable));
  const net = 10 * depth * area;
  const gross = net / efficiency;
  return { net, gross, hours: discharge > 0 ? gross / discharge : undefined };
}
