import type { Xy } from './directions.js';

/** Grams per kilogram of straw: spread field burning (Kim Oanh et al. 2011) and crop residue (Akagi et al. 2011). */
const PM25_PER_KG = 8.3;
const CO_PER_KG = 102;
/** Dry straw on a field, kg/ha, and the part of it that burns. */
const STRAW_PER_HA = 5000;
const BURNT_PART = 0.8;

/** Seconds: the flames spread, burn, and the stubble smoulders on. */
const SPREADING = 300;
const SMOULDERING = 1800;
/** What smoulders gives off this much of what burns. */
const SMOULDER_PART = 0.15;

export interface StrawFire {
  at: Xy;
  /** On the clock of what happens on the ground, seconds. */
  litAt: number;
  hectares: number;
  /** How long it burns once it is under way, seconds. */
  burning: number;
}

/** Shape of the smoke over its life, 0 to 1. */
function strength(age: number, burning: number): number {
  if (age <= 0) return 0;
  if (age < SPREADING) return age / SPREADING;
  if (age < SPREADING + burning) return 1;
  return SMOULDER_PART * Math.exp(-(age - SPREADING - burning) / SMOULDERING);
}
/** Integral of `strength` over the whole life, seconds. */
const lifeOf = (burning: number) => SPREADING / 2 + burning + SMOULDER_PART * SMOULDERING;

/** Straw that burns per second, kg/s. Over its life the fire burns exactly what lay there. */
export function burnRate({ hectares, burning }: StrawFire, age: number): number {
  return (hectares * STRAW_PER_HA * BURNT_PART * strength(age, burning)) / lifeOf(burning);
}
/** Straw that burns in all, kg. */
export const strawOf = ({ hectares }: StrawFire): number => hectares * STRAW_PER_HA * BURNT_PART;

/** Straw that burns per second on one hectare while the fire is under way, kg/s. */
export const ratePerHectare = (burning: number): number => (STRAW_PER_HA * BURNT_PART) / lifeOf(burning);

/** Whether a camera can see its smoke. */
export const isSmoking = (fire: StrawFire, now: number): boolean =>
  strength(now - fire.litAt, fire.burning) > SMOULDER_PART / 2;
/** Nothing worth computing comes from it any more. */
export const isOut = (fire: StrawFire, now: number): boolean =>
  now - fire.litAt > SPREADING + fire.burning + 6 * SMOULDERING;

export interface Smoke {
  /** µg/m³ */
  pm25: number;
  /** mg/m³ */
  co: number;
}

/** What smoke of `straw` kg in a cubic metre is breathed as. */
export const breathed = (straw: number): Smoke => ({
  pm25: straw * PM25_PER_KG * 1e6,
  co: straw * CO_PER_KG * 1e3,
});
