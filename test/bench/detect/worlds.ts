import { BOUNDARY, toUv, toXy } from '../../../firmware-sim/src/commune/land.js';
import { parcels } from '../../../firmware-sim/src/commune/fields.js';
import { placeOf, STATIONS, stationOf } from '../../../firmware-sim/src/commune/stations.js';
import { type AirPlace, CommuneAir } from '../../../firmware-sim/src/air/commune-air.js';
import { type AirDay, isDaily, kilnFires } from '../../../firmware-sim/src/air/days.js';
import type { Xy } from '../../../firmware-sim/src/physics/directions.js';
import type { StrawFire } from '../../../firmware-sim/src/physics/straw-fire.js';
import { HOUR_MS } from '../../../firmware-sim/src/physics/sun.js';
import { random, seedOf } from '../../../firmware-sim/src/random.js';
import { burnableLand, isWithin } from '#hub/smoke';
import { MINUTE, rules } from './watching.js';

const CELL = rules.locate.cellM;

/** The sample commune's own stations: eleven that smell, on 4.2 by 3 km, and a mast. */
export const PLACES: readonly AirPlace[] = STATIONS.filter(
  ({ profile }) => profile === 'air-station' || profile === 'smoke-station',
).map((station) => ({ id: station.id, at: placeOf(station) }));
/** One mast in about two kilometres: the sample commune's own first, and three where it has none. */
export const MASTS: readonly AirPlace[] = [
  { id: 'thoi-tiet-xa', at: placeOf(stationOf('thoi-tiet-xa')) },
  { id: 'cot-gio-tay-bac', at: toXy([1500, 2700]) },
  { id: 'cot-gio-tay-nam', at: toXy([1500, 800]) },
  { id: 'cot-gio-nam', at: toXy([3500, 500]) },
];
const OUTLINE = [BOUNDARY.map(toXy)];
/** Where the commune's registered plots lie: the hub knows them, so that its watch may. */
export const mayBurn = burnableLand(
  parcels()
    .filter(({ from, to }) => isWithin(OUTLINE, toXy([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2])))
    .map(({ from, to }) => ({ rings: [[from, [to[0], from[1]] as const, to, [from[0], to[1]] as const].map(toXy)] })),
  CELL,
);
const RICE = parcels()
  .filter(({ crop }) => crop === 'rice')
  .map(({ from, to }) => toXy([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]))
  .filter((at) => isWithin(OUTLINE, at));

/** Hours that a world runs before anything happens, so that the stations know their usual air. */
const BEFORE = 7 * HOUR_MS;
const AFTER = 1.75 * HOUR_MS;
/** A fire is within the network's reach when a station breathes this much of it in a mean of ten minutes, µg/m³. */
const REACH = 30;

/** Where smoke is breathed first. */
export interface Reached {
  /** Begin of the first ten minutes of smoke at a station, ms. */
  at: number;
  station: string;
  /** How far the smoke came, metres as the crow flies, and the mean wind at the fire until then, m/s. */
  metres: number;
  speed: number;
}

export interface FireWorld {
  seed: number;
  fire: StrawFire;
  litAt: number;
  reached: Reached;
  air: () => CommuneAir;
  to: number;
  /** Fires drawn before this one that reached no station. */
  unreached: number;
}

/** A fire on a random plot of the commune, on a day of the season between 14:30 and 18:30, with some of the masts. */
export function fireWorld(seed: number, masts: readonly AirPlace[]): FireWorld {
  const next = random(seedOf('fire', seed));
  for (let unreached = 0; ; unreached++) {
    const day =
      next() < 0.5 ? Date.UTC(2026, 4, 20 + Math.floor(42 * next())) : Date.UTC(2026, 8, 20 + Math.floor(41 * next()));
    const litAt = day + Math.round((7.5 + 4 * next()) * 60) * MINUTE;
    const at = RICE[Math.floor(RICE.length * next())]!;
    const fire: StrawFire = {
      at,
      litAt: litAt / 1000,
      hectares: 0.3 + 0.9 * next(),
      burning: 1800 + 2700 * next(),
    };
    const world = seedOf('world', seed, unreached);
    const air = (from: number) => new CommuneAir(world, from, PLACES, masts, 'usual', [fire]);
    const reached = reachedBy(air(litAt), fire, litAt + AFTER);
    if (reached) return { seed, fire, litAt, reached, air: () => air(litAt - BEFORE), to: litAt + AFTER, unreached };
  }
}

function reachedBy(air: CommuneAir, fire: StrawFire, to: number): Reached | undefined {
  const speeds: number[] = [];
  const past: number[][] = PLACES.map(() => []);
  while (air.ms < to) {
    air.advance(air.ms + MINUTE);
    speeds.push(air.wind.at(fire.at, air.ms).speed);
    for (const [i, { id, at }] of PLACES.entries()) {
      past[i]!.push(air.smokeAt(at));
      const ten = past[i]!.slice(-10);
      if (ten.length < 10 || mean(ten) < REACH) continue;
      const metres = Math.hypot(at.x - fire.at.x, at.y - fire.at.y);
      return { at: air.ms - 10 * MINUTE, station: id, metres, speed: mean(speeds) };
    }
  }
  return undefined;
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;

export interface QuietWorld {
  air: CommuneAir;
  to: number;
  stationDays: number;
}

/** A day without a fire; of those that come daily so many that they can be learnt, the learning counted too. */
export function quietWorld(seed: number, day: AirDay): QuietWorld {
  const next = random(seedOf('quiet', seed, day));
  const days = isDaily(day) ? 5 : 1;
  // a Monday at midnight in Vietnam, in the season: the worst time to be wrong
  const monday = Date.UTC(2026, 8, 21) + 7 * Math.floor(5 * next()) * 24 * HOUR_MS - 7 * HOUR_MS;
  const from = monday + Math.floor(next() * 5) * (days === 1 ? 24 * HOUR_MS : 0) - BEFORE;
  const station = PLACES[Math.floor(next() * PLACES.length)]!;
  const first = [station, ...PLACES.filter((place) => place !== station)];
  const near: Xy = { x: station.at.x + 1200 * (next() - 0.5), y: station.at.y + 1200 * (next() - 0.5) };
  const fires = day === 'kiln' ? kilnFires(seed, monday, days, near) : [];
  const to = from + BEFORE + days * 24 * HOUR_MS;
  const air = new CommuneAir(seedOf('quiet', seed, day), from, first, MASTS, day, fires);
  return { air, to, stationDays: (PLACES.length * (to - from)) / (24 * HOUR_MS) };
}

export const toSheet = (at: Xy): string =>
  toUv(at)
    .map((metres) => Math.round(metres))
    .join('/');
