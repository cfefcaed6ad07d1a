import { seedOf, wander } from '../random.js';
import { rainRate } from './showers.js';
import { DAY_MS, dayOf, dayOfYear, HOUR_MS, hourOf, radiation, VIETNAM_MS } from './sun.js';

/** Where the invented commune lies, degrees. */
export const LATITUDE = 20.43;
export const LONGITUDE = 106.28;

/** Weather of one moment over the whole commune. */
export interface Sky {
  /** °C */
  temperature: number;
  /** % */
  humidity: number;
  /** hPa */
  pressure: number;
  /** W/m² */
  radiation: number;
  /** mm/h */
  rain: number;
  /** 0 (overcast) to 1. */
  sunshine: number;
  /** Mean wind: m/s, and the direction it comes from, degrees. */
  windSpeed: number;
  windFrom: number;
}

/** Saturation vapour pressure, kPa (FAO-56 eq. 11). */
const saturation = (celsius: number) => 0.6108 * Math.exp((17.27 * celsius) / (celsius + 237.3));

/** Mean temperature of the season, °C: a delta near 20° N has 17 °C in January and 29 °C in July. */
const seasonal = (ms: number) => 23.2 - 6.2 * Math.cos((2 * Math.PI * (dayOfYear(ms) - 18)) / 365);

/** Sunshine of the hours around: clouds, and none of it in a shower. */
function sunshineAt(seed: number, ms: number): number {
  const clouds =
    0.6 + 0.3 * wander(seedOf('cloud', seed), ms, 5 * HOUR_MS) + 0.1 * wander(seedOf('gap', seed), ms, HOUR_MS / 3);
  return Math.min(1, Math.max(0, clouds)) * (rainRate(seed, ms) > 0.2 ? 0.1 : 1);
}

/** Half of what lies between the day's lowest and highest temperature, °C. */
const halfRange = (seed: number, ms: number) => 3.4 + 0.9 * wander(seedOf('range', seed), ms, 40 * HOUR_MS);
const airMass = (seed: number, ms: number) => seasonal(ms) + 1.8 * wander(seedOf('air-mass', seed), ms, 3 * DAY_MS);

/** Coldest near five, warmest in the early afternoon. */
const daily = (hour: number) =>
  0.92 * Math.cos((2 * Math.PI * (hour - 14.2)) / 24) + 0.18 * Math.cos((4 * Math.PI * (hour - 13)) / 24);

/** Lowest and highest temperature of the day around `ms`, °C, for the daily evapotranspiration. */
export function extremesOf(seed: number, ms: number): [minimum: number, maximum: number] {
  const noon = dayOf(ms) * DAY_MS - VIETNAM_MS + 12 * HOUR_MS;
  return [airMass(seed, noon) - halfRange(seed, noon), airMass(seed, noon) + halfRange(seed, noon)];
}

/**
 * The weather at any moment, past or future: a function of seed and time alone. It follows the true clock, sun and
 * season; only the wind has no season, and comes from the sea in the south-east.
 */
export function skyAt(seed: number, ms: number): Sky {
  const hour = hourOf(ms);
  const sunshine = sunshineAt(seed, ms);
  const rain = rainRate(seed, ms);
  const cooled = rain > 0 ? Math.min(3, rain * 0.4) : 0;
  const temperature =
    airMass(seed, ms) +
    halfRange(seed, ms) * daily(hour) -
    cooled +
    0.25 * wander(seedOf('air', seed), ms, HOUR_MS / 4);
  // the water in the air hardly changes over a day: the warm hours are the dry ones
  const dewPoint =
    airMass(seed, ms) - 0.8 * halfRange(seed, ms) - 1 + 0.8 * wander(seedOf('dew', seed), ms, 7 * HOUR_MS);
  const humidity = Math.min(99, (100 * saturation(dewPoint)) / saturation(temperature) + Math.min(12, rain * 3));
  return {
    temperature,
    humidity,
    pressure:
      1010 -
      5 * Math.cos((2 * Math.PI * (dayOfYear(ms) - 200)) / 365) +
      1.3 * Math.cos((4 * Math.PI * (hour - 10)) / 24),
    radiation: radiation(ms, LATITUDE, LONGITUDE, sunshine),
    rain,
    sunshine,
    ...windAt(seed, ms, hour),
  };
}

/** The mean wind turns slowly and freshens in the afternoon; gusts are the anemometer's business. */
function windAt(seed: number, ms: number, hour: number): Pick<Sky, 'windSpeed' | 'windFrom'> {
  const breeze = 2.4 + 0.8 * Math.cos((2 * Math.PI * (hour - 15)) / 24);
  const speed = breeze + 0.5 * wander(seedOf('breeze', seed), ms, HOUR_MS);
  const from =
    135 + 9 * wander(seedOf('veer', seed), ms, 4 * HOUR_MS) + 3 * wander(seedOf('swing', seed), ms, HOUR_MS / 3);
  return { windSpeed: Math.max(0.9, speed), windFrom: (from + 360) % 360 };
}
