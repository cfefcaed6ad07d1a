/** Water in the root zone of an upland crop (FAO-56 chapter 8). Depths in mm, shares from 0 to 1. */

export interface RootZone {
  /** Water at field capacity and wilting point, m³/m³. */
  fieldCapacity: number;
  wiltingPoint: number;
  /** Depth of the roots, metres. */
  roots: number;
  /** Share of the water that the crop takes without being short of it, at 5 mm/day. */
  depletion: number;
}

/** Water that the roots can reach: TAW (eq. 82). */
export const totalWater = ({ fieldCapacity, wiltingPoint, roots }: RootZone): number =>
  1000 * (fieldCapacity - wiltingPoint) * roots;

/** The share of it that is easily taken; on a thirsty day (mm) less (table 22). */
export const easyShare = (depletion: number, cropWater: number): number =>
  Math.min(0.8, Math.max(0.1, depletion + 0.04 * (5 - cropWater)));

/** How much of what it could a crop that is short of water uses: Ks (eq. 84). */
export function stress(depleted: number, total: number, easy: number): number {
  if (depleted <= easy) return 1;
  return total > easy ? Math.max(0, (total - depleted) / (total - easy)) : 0;
}

export interface UplandDay {
  /** mm. */
  et0: number;
  rain: number;
  irrigation: number;
  /** Of the rain, mm that ran off. */
  runoff?: number;
  /** Rises from below, mm. */
  capillary?: number;
}
export interface UplandState {
  /** Missing to field capacity at the end of the day: Dr, mm. */
  depleted: number;
  /** What the crop used, and what ran through, mm. */
  used: number;
  drained: number;
  stress: number;
  /** Water that stood above what the soil holds is drained, what was missing beyond the wilting point is not used: mm of the latter. */
  unmet: number;
}

/** Rain that only wets the leaves: less than a fifth of the day's ET0 is none. */
const WETS_LEAVES = 0.2;

/** A day's balance (eq. 85). `depleted` at its beginning; `easy` is RAW, mm. What comes in goes out or stays: nothing is lost. */
export function uplandDay(
  depleted: number,
  { total, easy, kc }: { total: number; easy: number; kc: number },
  { et0, rain, irrigation, runoff = 0, capillary = 0 }: UplandDay,
): UplandState {
  const ks = stress(depleted, total, easy);
  const wets = rain - runoff < WETS_LEAVES * et0 ? 0 : rain - runoff;
  const wanted = ks * kc * et0;
  const before = depleted - wets - irrigation - capillary;
  const drained = Math.max(0, -(before + wanted));
  const after = before + wanted + drained;
  const unmet = Math.max(0, after - total);
  return { depleted: after - unmet, used: wanted - unmet, drained, stress: ks, unmet };
}

/** Crop coefficient in the middle of the season, out of the table's at 2 m/s and 45 % (eq. 62). Height in metres. */
export const kcMid = (
  table: number,
  { wind, rhMin, height }: { wind: number; rhMin: number; height: number },
): number => table + (0.04 * (wind - 2) - 0.004 * (rhMin - 45)) * (height / 3) ** 0.3;
