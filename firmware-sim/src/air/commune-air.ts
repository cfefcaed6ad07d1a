import { backgroundAt } from '../physics/background-air.js';
import { type Sky, skyAt } from '../physics/climate.js';
import type { Xy } from '../physics/directions.js';
import { mixingOf, Puffs } from '../physics/puffs.js';
import { breathed, type StrawFire } from '../physics/straw-fire.js';
import { drawAt, seedOf } from '../random.js';
import { type Breath, countIn } from './counter.js';
import { addedAt, type AirDay } from './days.js';
import { MeanderingWind, type WindAt } from './meandering-wind.js';

export interface AirPlace {
  id: string;
  at: Xy;
}

/**
 * The air over the commune on one kind of day, with a wind of its own and boxes that err as real ones do. Times in ms;
 * fires' `litAt` in seconds since 1970. Knows the truth (`smokeAt`) and what the devices make of it.
 */
export class CommuneAir {
  readonly wind: MeanderingWind;
  #puffs: Puffs;
  #sky: Sky;

  constructor(
    readonly seed: number,
    public ms: number,
    readonly stations: readonly AirPlace[],
    /** The first one tells how the air mixes. */
    readonly masts: readonly AirPlace[],
    readonly day: AirDay,
    readonly fires: readonly StrawFire[] = [],
  ) {
    this.wind = new MeanderingWind(seed);
    this.#puffs = new Puffs(seed, ms / 1000, 0.4);
    this.#sky = skyAt(seed, ms);
  }

  advance(to: number): void {
    this.ms = to;
    this.#sky = { ...skyAt(this.seed, to), windSpeed: this.wind.at(this.masts[0]!.at, to).speed };
    this.#puffs.mixing = mixingOf(this.#sky);
    this.#puffs.advance(to / 1000, this.fires, (at, ground) => this.wind.at(at, ground * 1000));
  }

  /** PM2.5 that the fires bring to a place, µg/m³. */
  smokeAt(at: Xy): number {
    return breathed(this.#puffs.at(at)).pm25;
  }

  read(station: number): Breath {
    const { id, at } = this.stations[station]!;
    const usual = backgroundAt(this.seed, this.ms, { ...this.#sky, windSpeed: Math.max(1.2, this.#sky.windSpeed) }, id);
    const smoke = breathed(this.#puffs.at(at));
    const added = addedAt(this.day, this.seed, this.ms, station, at);
    return countIn(this.seed, id, Math.round(this.ms / 1000), {
      pm25: usual.pm25 + smoke.pm25 + added.pm25,
      pm10: usual.pm10 + smoke.pm25 / 0.88 + added.pm10,
      co: usual.co + smoke.co + added.co,
      humidity: added.humidity ?? Math.min(94, this.#sky.humidity),
    });
  }

  /** Each mast stands a little askew, and its vane and cups are quick. */
  readMast(mast: number): WindAt & { radiation: number } {
    const { id, at } = this.masts[mast]!;
    const { speed, from } = this.wind.at(at, this.ms);
    const own = seedOf('mast', this.seed, id);
    const quick = (i: number) => 2 * drawAt(own, 10 + 2 * Math.round(this.ms / 1000) + i) - 1;
    return {
      speed: Math.max(0, speed * (0.92 + 0.16 * drawAt(own, 0)) * (1 + 0.1 * quick(0))),
      from: (from + 10 * drawAt(own, 1) - 5 + 5 * quick(1) + 720) % 360,
      radiation: this.#sky.radiation,
    };
  }
}
