/** Milliseconds that Vietnam's clocks are ahead of UTC; no summer time. */
export const VIETNAM_MS = 7 * 3_600_000;
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

/** Hour of the day in Vietnam, 0 to 24 with its fraction. */
export const hourOf = (ms: number): number => ((((ms + VIETNAM_MS) % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS;
/** Days since 1970, counted at midnight in Vietnam. */
export const dayOf = (ms: number): number => Math.floor((ms + VIETNAM_MS) / DAY_MS);
/** Day of the year in Vietnam, 1 to 366. */
export function dayOfYear(ms: number): number {
  const local = new Date(ms + VIETNAM_MS);
  return Math.round(
    (Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()) -
      Date.UTC(local.getUTCFullYear(), 0, 0)) /
      DAY_MS,
  );
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;
/** FAO-56 eq. 23: inverse relative distance to the sun. */
const distanceFactor = (day: number) => 1 + 0.033 * Math.cos((2 * Math.PI * day) / 365);
/** FAO-56 eq. 24, radians. */
const declination = (day: number) => 0.409 * Math.sin((2 * Math.PI * day) / 365 - 1.39);

/** Extraterrestrial radiation of a day, MJ/m² (FAO-56 eq. 21). `latitude` in degrees, south negative. */
export function extraterrestrial(latitude: number, day: number): number {
  const [phi, delta] = [radians(latitude), declination(day)];
  const sunset = Math.acos(Math.min(1, Math.max(-1, -Math.tan(phi) * Math.tan(delta))));
  const perDay = ((24 * 60) / Math.PI) * 0.082 * distanceFactor(day);
  return perDay * (sunset * Math.sin(phi) * Math.sin(delta) + Math.cos(phi) * Math.cos(delta) * Math.sin(sunset));
}

/** Sine of the sun's height above the horizon; negative at night. Longitude in degrees east (FAO-56 eq. 31 to 33). */
export function sunHeight(ms: number, latitude: number, longitude: number): number {
  const day = dayOfYear(ms);
  const b = (2 * Math.PI * (day - 81)) / 364;
  const seasonal = 0.1645 * Math.sin(2 * b) - 0.1255 * Math.cos(b) - 0.025 * Math.sin(b);
  const hourAngle = (Math.PI / 12) * (hourOf(ms) + (longitude - 105) / 15 + seasonal - 12);
  const [phi, delta] = [radians(latitude), declination(day)];
  return Math.sin(phi) * Math.sin(delta) + Math.cos(phi) * Math.cos(delta) * Math.cos(hourAngle);
}

/** Radiation on level ground, W/m²: extraterrestrial at this moment through a sky with `sunshine` 0 to 1 (eq. 35). */
export function radiation(ms: number, latitude: number, longitude: number, sunshine: number): number {
  const above = Math.max(0, sunHeight(ms, latitude, longitude));
  return 1367 * distanceFactor(dayOfYear(ms)) * above * (0.25 + 0.5 * sunshine);
}
