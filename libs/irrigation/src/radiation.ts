/** The sun (FAO-56 chapter 3). Angles in radians, latitudes and longitudes in degrees, radiation in MJ/m² and day or hour. */

const SOLAR = 0.082;
const DAY_SIGMA = 4.903e-9;
const HOUR_SIGMA = 2.043e-10;
const KELVIN = 273.16;
export const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Inverse relative distance from the earth to the sun; `day` of the year from 1 (eq. 23). */
const distance = (day: number): number => 1 + 0.033 * Math.cos((2 * Math.PI * day) / 365);
/** Solar declination δ (eq. 24). */
const declination = (day: number): number => 0.409 * Math.sin((2 * Math.PI * day) / 365 - 1.39);

/** Sunset hour angle ωs (eq. 25); where the sun does not set, or does not rise, all or none of the day. */
function sunsetAngle(latitude: number, day: number): number {
  const cosine = -Math.tan(radians(latitude)) * Math.tan(declination(day));
  return Math.acos(Math.min(1, Math.max(-1, cosine)));
}

/** Radiation above the air in a day, MJ/m² (eq. 21). */
export function extraterrestrial(latitude: number, day: number): number {
  const [phi, delta, omega] = [radians(latitude), declination(day), sunsetAngle(latitude, day)];
  const sun = omega * Math.sin(phi) * Math.sin(delta) + Math.cos(phi) * Math.cos(delta) * Math.sin(omega);
  return ((24 * 60) / Math.PI) * SOLAR * distance(day) * sun;
}

/** Hours of daylight N (eq. 34). */
export const daylightHours = (latitude: number, day: number): number => (24 / Math.PI) * sunsetAngle(latitude, day);

export interface Hour {
  /** Degrees, north and east. */
  latitude: number;
  longitude: number;
  /** Degrees east of the meridian that the clock goes by: UTC+7 is 105. */
  meridian: number;
  /** Day of the year from 1. */
  day: number;
  /** Middle of the hour by the clock: 14.5 between two and three. */
  middle: number;
}

/** Radiation above the air in an hour, MJ/m² (eqs. 28–33); none while the sun is down. */
export function extraterrestrialHour({ latitude, longitude, meridian, day, middle }: Hour): number {
  const b = (2 * Math.PI * (day - 81)) / 364;
  const correction = 0.1645 * Math.sin(2 * b) - 0.1255 * Math.cos(b) - 0.025 * Math.sin(b);
  const solar = middle + (longitude - meridian) / 15 + correction;
  const omega = (Math.PI / 12) * (solar - 12);
  const sunset = sunsetAngle(latitude, day);
  const within = (angle: number) => Math.min(sunset, Math.max(-sunset, angle));
  const [from, to] = [within(omega - Math.PI / 24), within(omega + Math.PI / 24)];
  const [phi, delta] = [radians(latitude), declination(day)];
  const sun =
    (to - from) * Math.sin(phi) * Math.sin(delta) + Math.cos(phi) * Math.cos(delta) * (Math.sin(to) - Math.sin(from));
  return Math.max(0, ((12 * 60) / Math.PI) * SOLAR * distance(day) * sun);
}

/** Under a clear sky, of what is above the air; altitude in metres (eq. 37). */
export const clearSky = (above: number, altitude: number): number => (0.75 + 2e-5 * altitude) * above;

/** Out of hours of sunshine (eq. 35). */
export const fromSunshine = (sunshine: number, daylight: number, above: number): number =>
  (0.25 + (0.5 * Math.min(sunshine, daylight)) / daylight) * above;

/** Out of the day's range of temperatures; 0.16 inland, 0.19 at the coast (eq. 50). */
export const fromTemperatures = (tmax: number, tmin: number, above: number, coast: boolean): number =>
  (coast ? 0.19 : 0.16) * Math.sqrt(Math.max(0, tmax - tmin)) * above;

/** Kept in 0.05…1, as ASCE has it: FAO-56 names the upper end alone, and under thick clouds would radiate inwards. */
const cloudy = (ratio: number): number => Math.min(1, Math.max(0.05, 1.35 * ratio - 0.35));
const humid = (vapour: number): number => 0.34 - 0.14 * Math.sqrt(vapour);

/** What a grass keeps of the sun (eq. 38). */
export const netShortwave = (solar: number): number => 0.77 * solar;

/** What leaves as heat in a day; `ratio` is measured to clear-sky radiation (eq. 39). */
export const netLongwave = (tmax: number, tmin: number, vapour: number, ratio: number): number =>
  ((DAY_SIGMA * ((tmax + KELVIN) ** 4 + (tmin + KELVIN) ** 4)) / 2) * humid(vapour) * cloudy(ratio);

/** … in an hour. */
export const netLongwaveHour = (celsius: number, vapour: number, ratio: number): number =>
  HOUR_SIGMA * (celsius + KELVIN) ** 4 * humid(vapour) * cloudy(ratio);
