import {
  type Humidity,
  meanSaturation,
  pressureAt,
  psychrometric,
  saturation,
  saturationSlope,
  vapourPressure,
} from './atmosphere.js';
import {
  clearSky,
  daylightHours,
  extraterrestrial,
  extraterrestrialHour,
  fromSunshine,
  fromTemperatures,
  type Hour,
  netLongwave,
  netLongwaveHour,
  netShortwave,
} from './radiation.js';

/** MJ/m² that evaporate a millimetre of water. */
const PER_MM = 0.408;

/** What is known of the sun in a day, the best first. MJ/m², or hours of sunshine. */
export type Sun =
  | { kind: 'radiation'; solar: number }
  | { kind: 'sunshine'; hours: number }
  /** Nothing: the range of temperatures stands for it. */
  | { kind: 'none'; coast?: boolean };

export interface Day {
  /** Degrees north. */
  latitude: number;
  /** Metres. */
  altitude: number;
  /** Of the year, from 1. */
  day: number;
  /** °C. */
  tmax: number;
  tmin: number;
  humidity: Humidity;
  /** At 2 m, m/s; undefined: not measured, and the world's mean of 2 m/s stands for it. */
  wind: number | undefined;
  sun: Sun;
}

/** What had to be filled in: it is said wherever the figure is shown. */
export type Gap = 'humidity' | 'wind' | 'sun';

export interface DailyEt0 {
  /** mm/day. */
  et0: number;
  filled: readonly Gap[];
  /** What it is made of, MJ/m²/day: radiation above the air, measured, under a clear sky, net short, long and both. */
  radiation: { above: number; solar: number; clear: number; short: number; long: number; net: number };
}

const USUAL_WIND = 2;

/**
 * Reference evapotranspiration of a day by Penman–Monteith (FAO-56 eq. 6), gaps filled in the order of its chapter 3. Never
 * negative: dew waters no field.
 */
export function dailyEt0({ latitude, altitude, day, tmax, tmin, humidity, wind, sun }: Day): DailyEt0 {
  const mean = (tmax + tmin) / 2;
  const slope = saturationSlope(mean);
  const gamma = psychrometric(pressureAt(altitude));
  const vapour = vapourPressure(humidity, tmax, tmin);
  const above = extraterrestrial(latitude, day);
  const clear = clearSky(above, altitude);
  const solar = Math.min(clear, solarOf(sun, { above, latitude, day, tmax, tmin }));
  const short = netShortwave(solar);
  const long = netLongwave(tmax, tmin, vapour, clear > 0 ? solar / clear : 0);
  const net = short - long;
  const u2 = wind ?? USUAL_WIND;
  const deficit = meanSaturation(tmax, tmin) - vapour;
  const et0 =
    (PER_MM * slope * net + ((gamma * 900) / (mean + 273)) * u2 * deficit) / (slope + gamma * (1 + 0.34 * u2));
  const filled: Gap[] = [];
  if (humidity.kind === 'none') filled.push('humidity');
  if (wind === undefined) filled.push('wind');
  if (sun.kind === 'none') filled.push('sun');
  return { et0: Math.max(0, et0), filled, radiation: { above, solar, clear, short, long, net } };
}

function solarOf(sun: Sun, known: { above: number } & Pick<Day, 'latitude' | 'day' | 'tmax' | 'tmin'>): number {
  const { above, latitude, day, tmax, tmin } = known;
  switch (sun.kind) {
    case 'radiation':
      return sun.solar;
    case 'sunshine':
      return fromSunshine(sun.hours, daylightHours(latitude, day), above);
    case 'none':
      return fromTemperatures(tmax, tmin, above, sun.coast === true);
  }
}

export interface WeatherHour extends Hour {
  /** Metres. */
  altitude: number;
  /** °C, and % of relative humidity. */
  celsius: number;
  humidity: number;
  /** At 2 m, m/s. */
  wind: number;
  /** Measured, MJ/m². */
  solar: number;
  /** By night: measured to clear-sky radiation two or three hours before sunset; 0.8 where nobody knows. */
  ratioBefore?: number;
}
export interface HourlyEt0 {
  /** mm/h. */
  et0: number;
  /** MJ/m²/h. */
  radiation: { above: number; clear: number; long: number; net: number; soil: number };
}

const USUAL_RATIO = 0.8;
/** Below this the sun says nothing of the clouds. MJ/m²/h. */
const TWILIGHT = 0.1;

/** … of an hour (FAO-56 eq. 53). By night it may be a little below nothing, as the formula has it. */
export function hourlyEt0(hour: WeatherHour): HourlyEt0 {
  const { altitude, celsius, humidity, wind, solar, ratioBefore = USUAL_RATIO } = hour;
  const slope = saturationSlope(celsius);
  const gamma = psychrometric(pressureAt(altitude));
  const full = saturation(celsius);
  const vapour = (full * humidity) / 100;
  const above = extraterrestrialHour(hour);
  const clear = clearSky(above, altitude);
  const ratio = clear > TWILIGHT ? Math.min(1, solar / clear) : ratioBefore;
  const long = netLongwaveHour(celsius, vapour, ratio);
  const net = netShortwave(solar) - long;
  const soil = (net > 0 ? 0.1 : 0.5) * net;
  const et0 =
    (PER_MM * slope * (net - soil) + ((gamma * 37) / (celsius + 273)) * wind * (full - vapour)) /
    (slope + gamma * (1 + 0.34 * wind));
  return { et0, radiation: { above, clear, long, net, soil } };
}

/** Out of temperatures alone, mm/day (FAO-56 eq. 52): in humid deltas it reads 10–25 % too much, and is an estimate. */
export const hargreavesEt0 = ({ latitude, day, tmax, tmin }: Pick<Day, 'latitude' | 'day' | 'tmax' | 'tmin'>): number =>
  0.0023 * ((tmax + tmin) / 2 + 17.8) * Math.sqrt(Math.max(0, tmax - tmin)) * extraterrestrial(latitude, day) * PER_MM;

/** Mean radiation of a day as loggers give it, W/m², as MJ/m²/day. */
export const megajoulesADay = (watts: number): number => watts * 0.0864;
/** … of an hour. */
export const megajoulesAnHour = (watts: number): number => watts * 0.0036;
