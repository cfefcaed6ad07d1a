import type { FindingSketch } from '#hub/contracts';
import type { ValuesOfDevice } from '../../live/live-state.js';

export type Smelt = NonNullable<FindingSketch['pm25']>;

/** What was smelt longer ago than this is not said as of now. */
const RECENT_MS = 20 * 60_000;
/** PM2.5 above its background that tells of smoke, µg/m³: `candidate.excess` of reference/smoke.json. */
const SMOKE_EXCESS = 20;

/** PM2.5 of a station as it reads now, µg/m³; undefined where it has told nothing for a while, or says itself that it is broken. */
export function readsNow(values: ValuesOfDevice | undefined, now: number): number | undefined {
  const read = values?.pm25;
  return read && read.quality === undefined && now - read.ts <= RECENT_MS ? read.value : undefined;
}

/** What the station of a finding smells now: as it reads, else what the finding rests on while that is recent; µg/m³. */
export function smeltNow(
  { pm25, updatedAt }: Pick<FindingSketch, 'pm25' | 'updatedAt'>,
  values: ValuesOfDevice | undefined,
  now: number,
): Smelt | undefined {
  const value = readsNow(values, now);
  if (!pm25 || (value === undefined && now - updatedAt > RECENT_MS)) return undefined;
  return value === undefined ? pm25 : { ...pm25, value };
}

export const isSmoky = ({ value, background = 0 }: Smelt): boolean => value - background >= SMOKE_EXCESS;

/** Whether any of a finding's stations smells it now. Where none tells of the air, while the finding itself is recent. */
export function isSmelt(
  { targets, pm25, updatedAt }: FindingSketch,
  valuesOf: (device: string) => ValuesOfDevice | undefined,
  now: number,
): boolean {
  const read = targets.flatMap((device) => readsNow(valuesOf(device), now) ?? []);
  if (read.length === 0) return now - updatedAt <= RECENT_MS;
  return read.some((value) => isSmoky({ ...pm25, value }));
}
