import { KEPT_FIELDS } from '../commune/kept-fields.js';
import { extremesOf, LATITUDE } from '../physics/climate.js';
import { hargreaves } from '../physics/evapotranspiration.js';
import { rainBetween } from '../physics/showers.js';
import { dayOfYear, HOUR_MS } from '../physics/sun.js';
import { type Care, Field } from './field.js';

const STEP_MS = HOUR_MS / 2;
/** Nobody leaves a paddy alone for longer, hours. */
const LONGEST_HOURS = 30 * 24;

/** Evapotranspiration of the day around `ms`, mm/day. */
export function evapotranspirationAt(seed: number, ms: number): number {
  const [low, high] = extremesOf(seed, ms);
  return hargreaves(low, high, LATITUDE, dayOfYear(ms));
}

/**
 * When a paddy began to be filled for the last time, so that after the weather that it had since it stands at `level` (cm) at `until`;
 * milliseconds. As near as it gets within a month.
 */
export function lastFilled(seed: number, care: Care, level: number, until: number): number {
  // the longer it was left alone, the lower it stands
  let [short, long] = [0, LONGEST_HOURS];
  while (long - short > 1) {
    const hours = Math.floor((short + long) / 2);
    if (levelAfter(seed, care, until - hours * HOUR_MS, until) > level) short = hours;
    else long = hours;
  }
  return until - long * HOUR_MS;
}

function levelAfter(seed: number, care: Care, from: number, until: number): number {
  const field = new Field('paddy', 1, care);
  field.water();
  field.neglected = true;
  for (let ms = from; ms < until; ms += STEP_MS)
    field.advance(STEP_MS / (24 * HOUR_MS), {
      evapotranspiration: evapotranspirationAt(seed, ms),
      water: rainBetween(seed, ms, ms + STEP_MS),
    });
  return field.level;
}

/** Those of the registered paddies: each fills his for the last time so that it stands at `begun` as it is to stand then. */
export class Farmers {
  readonly #last: readonly { field: Field; at: number }[];

  constructor(
    fields: ReadonlyMap<string, Field>,
    seed: number,
    readonly begun: number,
  ) {
    this.#last = [...KEPT_FIELDS].map(([id, { begins, ...care }]) => ({
      field: fields.get(id)!,
      at: lastFilled(seed, care, begins, begun),
    }));
  }

  /** What they do between two moments, milliseconds. */
  tend(from: number, to: number): void {
    if (from >= this.begun) return;
    for (const { field, at } of this.#last) {
      if (at > from && at <= to) field.water();
      field.neglected = at <= to && to < this.begun;
    }
  }
}
