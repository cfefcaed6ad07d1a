import type { Xy } from './directions.js';
import { seedOf, wander } from '../random.js';
import type { Sky } from './climate.js';
import { breathed, burnRate, isOut, ratePerHectare, type StrawFire } from './straw-fire.js';

/** A bit of smoke on its way: where it is, how long it has been under way (s), and the straw it comes from (kg). */
interface Puff {
  x: number;
  y: number;
  age: number;
  straw: number;
  /** What `sizeOf` says of it. */
  across: number;
  up: number;
}

/** Wind where a puff is: m/s, and where it comes from, degrees. */
export type WindOverLand = (at: Xy, ground: number) => { speed: number; from: number };

/** Fires give off a puff each so many seconds, and puffs move in steps of that. */
const PUFF_EVERY = 15;
/** Older smoke is mixed into the air of the district, seconds. */
const FORGOTTEN = 5400;
/** Flames rise above the ground by so much before the wind bends them, metres. */
const RISE = 14;
/** Size of a puff as it leaves the fire: across and upwards, metres. */
const BORN: readonly [number, number] = [9, 5];

/**
 * Size of a puff by its age (s): a power of the time under way, as smoke grows that is torn by eddies of its own size. The
 * large eddies move it as a whole: that is the wind's part. `mixing`: 0.6 in a still night to 1.6 under a high sun.
 */
export const sizeOf = (age: number, mixing: number): [across: number, up: number] => [
  BORN[0] + 0.31 * mixing * age ** 0.86,
  BORN[1] + 0.44 * mixing * age ** 0.7,
];

/** How well air mixes: sun stirs it, a still night holds it down. `radiation` in W/m², wind in m/s. */
export const mixingOf = ({ radiation, windSpeed }: Pick<Sky, 'radiation' | 'windSpeed'>): number =>
  0.6 + 0.65 * Math.min(1, radiation / 700) + 0.06 * Math.min(5, windSpeed);

/** Size of the fire, hectares, whose smoke a station right downwind breathes as `pm25` µg/m³ while it burns. */
export function hectaresFor(pm25: number, along: number, sky: Pick<Sky, 'radiation' | 'windSpeed'>, burning: number) {
  const straw = ratePerHectare(burning) * steadyBelow(along, sky.windSpeed, mixingOf(sky));
  return pm25 / breathed(straw).pm25;
}

/** Part of a puff per m³ at the ground, `distance` metres from its middle. The ground sends back what sinks to it. */
function density(distance: number, across: number, up: number): number {
  const flat = (distance / across) ** 2 + (RISE / up) ** 2;
  return (2 * Math.exp(-flat / 2)) / ((2 * Math.PI) ** 1.5 * across * across * up);
}

/** What a source of one per second brings to a place `along` metres straight downwind in a steady wind, per m³. */
export function steadyBelow(along: number, windSpeed: number, mixing: number): number {
  const step = 4;
  let sum = 0;
  for (let age = step / 2; age < FORGOTTEN; age += step)
    sum += step * density(along - windSpeed * age, ...sizeOf(age, mixing));
  return sum;
}

/** The smoke over the land: every fire leaves a chain of puffs, and the wind carries each where it blows at that place. */
export class Puffs {
  #puffs: Puff[] = [];
  #ground: number;
  mixing = 1;

  constructor(
    readonly seed: number,
    ground = 0,
    /** How unsteadily straw burns, 0 to 1. */
    readonly flare = 0,
  ) {
    this.#ground = ground;
  }

  get count(): number {
    return this.#puffs.length;
  }

  /** Lets time pass until `to`, seconds on the ground's clock. */
  advance(to: number, fires: readonly StrawFire[], wind: WindOverLand): void {
    while (this.#ground < to) {
      const seconds = Math.min(PUFF_EVERY, to - this.#ground);
      this.#ground += seconds;
      for (const puff of this.#puffs) {
        const { speed, from } = wind(puff, this.#ground);
        const towards = ((from + 180) * Math.PI) / 180;
        puff.x += speed * seconds * Math.sin(towards);
        puff.y += speed * seconds * Math.cos(towards);
        puff.age += seconds;
        [puff.across, puff.up] = sizeOf(puff.age, this.mixing);
      }
      for (const fire of fires) this.#give(fire, seconds);
    }
    this.#puffs = this.#puffs.filter(({ age }) => age < FORGOTTEN);
  }

  /** Straw whose smoke is in a cubic metre of air at the ground, kg/m³. */
  at(place: Xy): number {
    let sum = 0;
    for (const { x, y, straw, across, up } of this.#puffs) {
      const [dx, dy] = [place.x - x, place.y - y];
      if (dx * dx + dy * dy < 25 * across * across) sum += straw * density(Math.hypot(dx, dy), across, up);
    }
    return sum;
  }

  #give(fire: StrawFire, seconds: number): void {
    if (isOut(fire, this.#ground)) return;
    const flares = 1 + this.flare * wander(seedOf('flare', this.seed, fire.litAt), this.#ground, 200);
    const straw = burnRate(fire, this.#ground - fire.litAt - seconds / 2) * seconds * flares;
    if (straw > 0) this.#puffs.push({ ...fire.at, age: 0, straw, across: BORN[0], up: BORN[1] });
  }
}
