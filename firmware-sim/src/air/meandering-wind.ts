import type { Xy } from '../physics/directions.js';
import { HOUR_MS, hourOf } from '../physics/sun.js';
import { drawAt, seedOf, wander } from '../random.js';

export interface WindAt {
  speed: number;
  from: number;
}

/**
 * The wind of one seed over the commune, from any side: it veers over hours, swings over minutes and more so under the
 * sun, gusts, and is not quite the same everywhere. A function of time and place alone.
 */
export class MeanderingWind {
  #from: number;
  #breeze: number;
  #seeds: Record<'veer' | 'swing' | 'sway' | 'gust' | 'fresh' | 'east' | 'north', number>;

  constructor(readonly seed: number) {
    this.#from = 360 * drawAt(seedOf('mean-wind', seed), 0);
    this.#breeze = 1.5 + 1.8 * drawAt(seedOf('mean-wind', seed), 1);
    const own = (part: string) => seedOf(part, seed);
    this.#seeds = {
      veer: own('veer'),
      swing: own('swing'),
      sway: own('sway'),
      gust: own('gust'),
      fresh: own('fresh'),
      east: own('east'),
      north: own('north'),
    };
  }

  at({ x, y }: Xy, ms: number): WindAt {
    const hour = hourOf(ms);
    const day = Math.max(0, Math.cos((2 * Math.PI * (hour - 14)) / 24));
    const s = this.#seeds;
    const local = 3 * wander(s.east, x / 1400 + ms / 1_500_000, 1) + 3 * wander(s.north, y / 1400 + ms / 1_700_000, 1);
    const from =
      this.#from +
      22 * wander(s.veer, ms, 3 * HOUR_MS) +
      (9 + 12 * day) * wander(s.swing, ms, 780_000) +
      (4 + 6 * day) * wander(s.sway, ms, 190_000) +
      local;
    const speed = this.#breeze * (0.65 + 0.5 * day) * (1 + 0.25 * wander(s.fresh, ms, HOUR_MS));
    return { speed: Math.max(0.5, speed * (1 + 0.25 * wander(s.gust, ms, 100_000))), from: (from + 720) % 360 };
  }
}
