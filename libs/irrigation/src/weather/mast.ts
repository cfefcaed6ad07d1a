/** What masts measured, hour by hour, put together for one place. */

/** What is measured in an hour. Anything may be missing; what is not good is left out before. */
export interface WeatherRecord {
  /** Beginning of the hour, ms. */
  at: number;
  /** °C. */
  temperature?: number | undefined;
  /** %. */
  humidity?: number | undefined;
  /** m/s, at the mast's height. */
  wind?: number | undefined;
  /** Mean of the hour, W/m². */
  radiation?: number | undefined;
  /** mm in the hour. */
  rain?: number | undefined;
}

export interface Mast {
  id: string;
  /** Degrees. */
  latitude: number;
  longitude: number;
  /** Of its anemometer above the ground, metres. */
  windHeight: number;
  records: readonly WeatherRecord[];
}

export interface WeatherPlace {
  latitude: number;
  longitude: number;
  /** Metres above the sea. */
  altitude: number;
  /** Beside the sea: the range of temperatures tells another radiation there. */
  coast?: boolean;
}

export const ELEMENTS = ['temperature', 'humidity', 'wind', 'radiation', 'rain'] as const;
export type Element = (typeof ELEMENTS)[number];

/** How a value that the own mast has not was come by. `missing`: it was not, and is left out. */
export type FillMethod =
  | 'interpolated'
  | 'neighbour'
  | 'share-of-day'
  | 'temperature-range'
  | 'coldest-hour'
  | 'usual-wind'
  | 'line'
  | 'day-mean'
  | 'missing';

export interface Filled {
  element: Element;
  how: FillMethod;
  /** Of the day, how many. */
  hours: number;
  /** The other masts. */
  from?: readonly string[];
}

const EARTH_M = 6_371_000;
/** Metres between two places, flat: good to a thousandth over the width of a province. */
export function distanceM(
  a: { latitude: number; longitude: number },
  b: { latitude: number; longitude: number },
): number {
  const degree = (EARTH_M * Math.PI) / 180;
  const north = (b.latitude - a.latitude) * degree;
  const east = (b.longitude - a.longitude) * degree * Math.cos(((a.latitude + b.latitude) / 2) * (Math.PI / 180));
  return Math.hypot(north, east);
}

/** Masts that count for a place: the nearest is its own, the others its neighbours. */
export function mastsFor(place: WeatherPlace, masts: readonly Mast[], withinM: number): readonly Mast[] {
  return masts
    .map((mast) => ({ mast, away: distanceM(place, mast) }))
    .filter(({ away }) => away <= withinM)
    .sort((a, b) => a.away - b.away || (a.mast.id < b.mast.id ? -1 : 1))
    .map(({ mast }) => mast);
}
