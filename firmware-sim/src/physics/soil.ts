/** A loam as FAO-56 table 19 has it, volume parts: wilting point and field capacity. */
export const WILTING = 0.12;
export const FIELD_CAPACITY = 0.25;
/** Roots and the probe, metres. */
const DEPTH = 0.3;
/** Crop coefficient of vegetables in mid season, and the part of the available water that is taken without trouble. */
const CROP = 1.05;
const EASY_PART = 0.5;
/** What lies above field capacity seeps away with this time constant, days. */
const DRAINING = 0.7;

export interface WaterDay {
  /** Reference evapotranspiration, mm/day. */
  evapotranspiration: number;
  /** Rain and irrigation during the step, mm. */
  water: number;
}

/**
 * Soil moisture (volume part) after `days`. A bucket as deep as the roots: thirsty soil gives less (FAO-56 eq. 84),
 * water above field capacity seeps away. Step it well below a day.
 */
export function dryOut(moisture: number, days: number, { evapotranspiration, water }: WaterDay): number {
  const available = (moisture - WILTING) / (FIELD_CAPACITY - WILTING);
  const stress = Math.min(1, Math.max(0, available / (1 - EASY_PART)));
  const taken = (CROP * stress * evapotranspiration * days) / 1000 / DEPTH;
  const wetter = moisture - taken + water / 1000 / DEPTH;
  const surplus = Math.max(0, wetter - FIELD_CAPACITY);
  return wetter - surplus * (1 - Math.exp(-days / DRAINING));
}

/** Water loss of a paddy beside evapotranspiration: percolation through the plough pan, mm/day. */
const PERCOLATION = 3;
const RICE = 1.15;
/** Pores that empty when the water sinks below the surface: there the same loss draws the level this much further. */
export const POROSITY = 0.07;
/** Below the first roots reach less and less of the water, below the second none, and nothing seeps further; cm. */
const SHALLOW = -20;
const DEEP = -40;
/** Water stands no higher than the bund, cm. */
const BUND = 12;

/** Water in a paddy, mm of depth, for a level in cm above the surface (below: negative). */
export const storedIn = (level: number): number => level * 10 * (level >= 0 ? 1 : POROSITY);
const levelOf = (stored: number): number => stored / 10 / (stored >= 0 ? 1 : POROSITY);

/** Level of a paddy, cm against its surface, after `days`. What rises above the bund runs off. */
export function soak(level: number, days: number, { evapotranspiration, water }: WaterDay): number {
  const reached = Math.min(1, Math.max(0, (level - DEEP) / (SHALLOW - DEEP)));
  const loss = (RICE * evapotranspiration + PERCOLATION) * reached * days;
  return Math.min(BUND, levelOf(storedIn(level) + water - loss));
}
