import { downwind, plume, type Xy } from './plume.js';

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

/** Size of the fire, hectares, whose smoke a station right downwind breathes as `pm25` µg/m³ while it burns. */
export function hectaresFor(pm25: number, along: number, windSpeed: number, burning: number): number {
  const rate = (STRAW_PER_HA * BURNT_PART) / lifeOf(burning);
  return pm25 / (plume(rate, windSpeed, along, 0) * PM25_PER_KG * 1e6);
}

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

/**
 * What a station breathes of these fires. The smoke takes its time: here and now is what was given off when it left.
 * `now` in seconds on the fires' clock, wind in m/s and degrees.
 */
export function smokeAt(fires: readonly StrawFire[], at: Xy, now: number, windSpeed: number, windFrom: number): Smoke {
  const smoke: Smoke = { pm25: 0, co: 0 };
  for (const fire of fires) {
    const { along, across } = downwind(fire.at, at, windFrom);
    if (along <= 0) continue;
    const perKg = plume(burnRate(fire, now - fire.litAt - along / windSpeed), windSpeed, along, across);
    smoke.pm25 += perKg * PM25_PER_KG * 1e6;
    smoke.co += perKg * CO_PER_KG * 1e3;
  }
  return smoke;
}
