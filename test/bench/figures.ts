/**
 * What the generator's devices measure, as JSON behind the time. Ordinary days: nothing here meets a rule of the default
 * pack, so that what is measured is the work of judging and not a flood of alerts. Figures come again after so many
 * packets that no two packets close to each other are alike.
 */
const REPEAT = 2100;

const METRICS = {
  /** Four metrics, about 100 bytes: the packet of rows (a) to (d). */
  'air-station': (n: number) => ({
    pm25: 20 + (n % 50) / 10,
    pm10: 40 + (n % 70) / 10,
    temperature: 28 + (n % 30) / 10,
    humidity: 70 + (n % 20),
  }),
  'water-quality': (n: number) => ({
    ph: 7 + (n % 40) / 100,
    ec: 0.4 + (n % 20) / 100,
    do: 5 + (n % 90) / 100,
    water_temperature: 26 + (n % 30) / 10,
    turbidity: 20 + (n % 20),
    salinity: 0.1 + (n % 10) / 100,
    cod: 8 + (n % 20) / 10,
  }),
  'canal-level': (n: number) => ({
    water_level: 1.2 + (n % 100) / 1000,
    flow: 0.6 + (n % 30) / 100,
    battery: 85 + (n % 5),
    battery_voltage: 12.4 + (n % 5) / 10,
  }),
  'soil-probe': (n: number) => ({
    soil_moisture: 28 + (n % 20) / 10,
    soil_temperature: 24 + (n % 30) / 10,
    battery: 85 + (n % 5),
    rssi: -80 - (n % 20),
  }),
};

export type LoadProfile = keyof typeof METRICS;
export const LOAD_PROFILES = Object.keys(METRICS) as LoadProfile[];
export const metricsOf = (profile: LoadProfile): string[] => Object.keys(METRICS[profile](0));

/** What the n-th packet of a device of this profile measures. */
export const valuesOf = (profile: LoadProfile, n: number): Record<string, number> => METRICS[profile](n % REPEAT);

/** Figures to three decimals: steps of a hundredth add up to more. */
const short = (value: number) => Number(value.toFixed(3));

export const figuresOf = (profile: LoadProfile): string[] =>
  Array.from({ length: REPEAT }, (_, n) => {
    const values = Object.entries(METRICS[profile](n)).map(([metric, value]) => [metric, short(value)]);
    return JSON.stringify(Object.fromEntries(values)).replace('{', ',');
  });
