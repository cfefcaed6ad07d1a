/** Physics of moist air (FAO-56 chapter 3). Temperatures in °C, pressures in kPa, relative humidity in %. */

/** Saturation vapour pressure e°(T), kPa (FAO-56 eq. 11). */
export const saturation = (celsius: number): number => 0.6108 * Math.exp((17.27 * celsius) / (celsius + 237.3));

/** Slope of the saturation curve Δ, kPa/°C (eq. 13). */
export const saturationSlope = (celsius: number): number => (4098 * saturation(celsius)) / (celsius + 237.3) ** 2;

/** Atmospheric pressure at a height above the sea, metres (eq. 7). */
export const pressureAt = (altitude: number): number => 101.3 * ((293 - 0.0065 * altitude) / 293) ** 5.26;

/** Psychrometric constant γ, kPa/°C (eq. 8). */
export const psychrometric = (pressure: number): number => 0.665e-3 * pressure;

/** Wind at 2 m out of that at another height, m/s and metres (eq. 47). */
export const windAt2m = (speed: number, height: number): number =>
  height === 2 ? speed : (speed * 4.87) / Math.log(67.8 * height - 5.42);

/** What is known of the air's moisture in a day, the best first. */
export type Humidity =
  | { kind: 'dew-point'; celsius: number }
  | { kind: 'extremes'; max: number; min: number }
  | { kind: 'mean'; percent: number }
  /** Nothing: the night's lowest temperature stands for the dew point, in dry places two degrees less. */
  | { kind: 'none'; dry?: boolean };

/** Actual vapour pressure of a day, kPa (eqs. 14, 17, 19, 48). */
export function vapourPressure(humidity: Humidity, tmax: number, tmin: number): number {
  switch (humidity.kind) {
    case 'dew-point':
      return saturation(humidity.celsius);
    case 'extremes':
      return (saturation(tmin) * humidity.max + saturation(tmax) * humidity.min) / 200;
    case 'mean':
      return (humidity.percent / 100) * meanSaturation(tmax, tmin);
    case 'none':
      return saturation(humidity.dry ? tmin - 2 : tmin);
  }
}

/** Of a day: the mean of both ends and never that of the mean temperature, which is too low (eq. 12). */
export const meanSaturation = (tmax: number, tmin: number): number => (saturation(tmax) + saturation(tmin)) / 2;
