import { dryOut, soak, type WaterDay } from '../physics/soil.js';

export type FieldKind = 'soil' | 'paddy';
/** When the farmer waters, and up to where: soil in % of volume, a paddy in cm against its surface. */
export interface Care {
  from: number;
  to: number;
}
export const USUAL_CARE: Readonly<Record<FieldKind, Care>> = {
  soil: { from: 21.8, to: 26.5 },
  paddy: { from: -12, to: 5 },
};
/** Watering takes its time: mm an hour. */
const POURED = { soil: 3.6, paddy: 20 } as const;
const LONGEST_STEP_DAYS = 0.02;

/** A plot with a probe in it, and a farmer who waters it when it is dry. */
export class Field {
  /** % of volume, or cm against the surface. */
  level: number;
  /** Runs this much faster than the clock: to see a week of drought within minutes. */
  haste = 1;
  /** Nobody begins to water it. */
  neglected = false;
  #watering = false;
  /** mm, of the watering that goes on, and of those that are over and were not taken. */
  #poured = 0;
  #filled = 0;

  constructor(
    readonly kind: FieldKind,
    /** Where between watered and dry it begins, 0 to 1. */
    at: number,
    readonly care: Care = USUAL_CARE[kind],
  ) {
    this.level = care.to + (care.from - care.to) * (0.15 + 0.6 * at);
  }

  /** Lets water in until it stands as high as its farmer wants it. */
  water(): void {
    this.#watering = true;
  }

  /** mm that were let in by waterings that ended since it was asked last. */
  takeFilled(): number {
    const mm = this.#filled;
    this.#filled = 0;
    return mm;
  }

  advance(days: number, weather: WaterDay): void {
    const steps = Math.ceil((days * this.haste) / LONGEST_STEP_DAYS);
    for (let i = 0; i < steps; i++)
      this.#step((days * this.haste) / steps, { ...weather, water: weather.water / steps });
  }

  #step(days: number, { evapotranspiration, water }: WaterDay): void {
    if (this.level < this.care.from && !this.neglected) this.#watering = true;
    const poured = this.#watering ? POURED[this.kind] * days * 24 : 0;
    this.#poured += poured;
    const weather = { evapotranspiration, water: water + poured };
    this.level = this.kind === 'soil' ? 100 * dryOut(this.level / 100, days, weather) : soak(this.level, days, weather);
    if (!this.#watering || this.level < this.care.to) return;
    this.#watering = false;
    this.#filled += this.#poured;
    this.#poured = 0;
    // who waters stops in time; what is higher is rain
    if (water === 0) this.level = this.care.to;
  }
}
