import { dryOut, soak, type WaterDay } from '../physics/soil.js';

/** When the farmer waters, and up to where: soil in % of volume, a paddy in cm against its surface. */
const WATERS_AT = { soil: 21.8, paddy: -12 } as const;
const WATERS_TO = { soil: 26.5, paddy: 5 } as const;
/** Watering takes its time: this much an hour. */
const PER_HOUR = { soil: 1.2, paddy: 2.5 } as const;
const LONGEST_STEP_DAYS = 0.02;

/** A plot with a probe in it, and a farmer who waters it when it is dry. */
export class Field {
  /** % of volume, or cm against the surface. */
  level: number;
  /** Runs this much faster than the rest of the ground: to see a week of drought within minutes. */
  haste = 1;
  /** Nobody waters it. */
  neglected = false;
  #watering = false;

  constructor(
    readonly kind: 'soil' | 'paddy',
    /** Where between watered and dry it begins, 0 to 1. */
    at: number,
  ) {
    this.level = WATERS_TO[kind] + (WATERS_AT[kind] - WATERS_TO[kind]) * (0.15 + 0.6 * at);
  }

  advance(days: number, weather: WaterDay): void {
    const steps = Math.ceil((days * this.haste) / LONGEST_STEP_DAYS);
    for (let i = 0; i < steps; i++)
      this.#step((days * this.haste) / steps, { ...weather, water: weather.water / steps });
  }

  #step(days: number, weather: WaterDay): void {
    this.level = this.kind === 'soil' ? 100 * dryOut(this.level / 100, days, weather) : soak(this.level, days, weather);
    if (this.neglected) this.#watering = false;
    else if (this.level < WATERS_AT[this.kind]) this.#watering = true;
    if (!this.#watering) return;
    this.level = Math.min(WATERS_TO[this.kind], this.level + PER_HOUR[this.kind] * days * 24);
    if (this.level >= WATERS_TO[this.kind]) this.#watering = false;
  }
}
