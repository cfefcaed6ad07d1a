import type { Xy } from '../physics/directions.js';
import type { StrawFire } from '../physics/straw-fire.js';
import { dayOf, HOUR_MS, hourOf } from '../physics/sun.js';
import { drawAt, seedOf, wander } from '../random.js';

/** Days on which the air is bad and nobody burns straw. */
export const QUIET_DAYS = ['haze', 'fog', 'traffic', 'cooking', 'kiln'] as const;
export type QuietDay = (typeof QUIET_DAYS)[number];
export type AirDay = QuietDay | 'usual';

/** What comes on top of usual air at a station: µg/m³ and mg/m³; humidity as it is then, %. */
export interface Added {
  pm25: number;
  pm10: number;
  co: number;
  humidity?: number;
}
const NOTHING: Added = { pm25: 0, pm10: 0, co: 0 };

/** Up and down again between two hours of the day, 0 to 1, with edges of `edge` hours. */
const between = (hour: number, from: number, to: number, edge: number): number =>
  Math.min(1, Math.max(0, (hour - from) / edge), Math.max(0, (to - hour) / edge));

type Day = (seed: number, ms: number, station: number, at: Xy) => Added;
const draw = (seed: number, part: string, index = 0) => drawAt(seedOf('day', seed, part), index);

/** Smoke of far away drifts in and lies over the whole district, in bands. */
const haze: Day = (seed, ms, _station, { x }) => {
  const since = between(hourOf(ms), 7 + 5 * draw(seed, 'haze'), 23.9, 2.5);
  const band = 1 + 0.12 * wander(seedOf('band', seed), x / 2500 + ms / 2_400_000, 1);
  const pm25 = (45 + 80 * draw(seed, 'thick')) * since * band;
  return { pm25, pm10: pm25 / 0.82, co: pm25 * 0.006 };
};

/** Still damp air: droplets that the counters take for dust, thicker at some places. */
const fog: Day = (seed, ms, station) => {
  const thick = between(hourOf(ms), 1.5 + 2 * draw(seed, 'fog'), 8 + draw(seed, 'lifts'), 1.5);
  if (thick === 0) return NOTHING;
  const patch = wander(seedOf('patch', seed, station), ms, 0.7 * HOUR_MS);
  return { pm25: 8 * thick, pm10: 12 * thick, co: 0.05 * thick, humidity: 88 + 9.6 * thick + 0.6 * patch };
};

/** Trucks and motorbikes at a station or two by the road, on workdays. */
const traffic: Day = (seed, ms, station) => {
  const busy = 1 + Math.floor(2 * draw(seed, 'roads'));
  if (station >= busy) return NOTHING;
  const hour = hourOf(ms);
  const rush = between(hour, 6.1, 8.8, 0.6) + between(hour, 16.9, 18.9, 0.5);
  const workday = (dayOf(ms) + 4) % 7 >= 1 && (dayOf(ms) + 4) % 7 <= 5;
  if (!workday || rush === 0) return NOTHING;
  const pm25 =
    (22 + 30 * draw(seed, 'trucks')) * rush * (1 + 0.3 * wander(seedOf('queue', seed, station), ms, 400_000));
  return { pm25, pm10: pm25 * 2.1, co: pm25 / (7 + 8 * draw(seed, 'engines')) };
};

/** A kitchen that burns straw and wood beside a station, every day at its hour. */
const cooking: Day = (seed, ms, station) => {
  if (station !== 0) return NOTHING;
  const hour = hourOf(ms);
  const late = 0.4 * (drawAt(seedOf('supper', seed), dayOf(ms)) - 0.5);
  const begins = 16.5 + 2 * draw(seed, 'supper') + late;
  const pm25 = (20 + 17 * draw(seed, 'hearth')) * between(hour, begins, begins + 0.8, 0.15);
  return { pm25, pm10: pm25 / 0.85, co: pm25 * 0.015 };
};

const DAYS: Readonly<Record<AirDay, Day>> = {
  usual: () => NOTHING,
  haze,
  fog,
  traffic,
  cooking,
  kiln: () => NOTHING,
};
export const addedAt = (day: AirDay, seed: number, ms: number, station: number, at: Xy): Added =>
  DAYS[day](seed, ms, station, at);

/** Days that are one like the other, so that whoever watches can learn them. */
export const isDaily = (day: AirDay): boolean => day === 'cooking' || day === 'kiln';

/** The kiln's fires, small and long: every day at its hour, as long as it is fired. `litAt` in seconds since 1970. */
export function kilnFires(seed: number, firstMs: number, days: number, at: Xy): StrawFire[] {
  const hour = 9 + 6 * draw(seed, 'kiln');
  return Array.from({ length: days }, (_, i) => {
    const midnight = firstMs - hourOf(firstMs) * HOUR_MS + i * 24 * HOUR_MS;
    const late = 0.3 * (drawAt(seedOf('firing', seed), i) - 0.5);
    return {
      at,
      litAt: (midnight + (hour + late) * HOUR_MS) / 1000,
      hectares: 0.02 + 0.06 * draw(seed, 'fuel'),
      burning: 7200,
    };
  });
}
