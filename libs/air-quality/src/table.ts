/** Gases and particles of the index. Concentrations are in µg/m³ (CO too). */
export const POLLUTANTS = ['pm25', 'pm10', 'o3', 'no2', 'so2', 'co'] as const;
export type Pollutant = (typeof POLLUTANTS)[number];
export const PARTICLES = ['pm25', 'pm10'] as const;
export const GASES = ['o3', 'no2', 'so2', 'co'] as const;

/** The same for people who read Vietnamese or English. */
export interface Wording {
  vi: string;
  en: string;
}

export interface AqiBand extends Wording {
  /** Highest index of the band, inclusive. */
  upTo: number;
  key: string;
  colour: string;
  /** What such air does to health (table 4), and what to do then (table 5). */
  effect: Wording;
  public: Wording;
  sensitive: Wording;
}

/** How much of a time must have been measured for a mean of it. */
export interface Completeness {
  /** Share of one hour. */
  hour: number;
  /** Hours of eight. */
  eightHours: number;
  /** Hours of a day. */
  day: number;
}

/** Figures of the decision, kept as data: `reference/vn-aqi.json`. */
export interface AqiTable {
  indexLevels: readonly number[];
  /** One-hour columns; as many steps as `indexLevels`. */
  breakpoints: Readonly<Record<Pollutant, readonly number[]>>;
  /** Column of the eight-hour means; ends before the index does, and nothing above its end has one. */
  eightHourOzone: { breakpoints: readonly number[] };
  nowcast: { hours: number; newest: number; minOfNewest: number; weightFloor: number };
  completeness: Completeness;
  bands: readonly AqiBand[];
}
