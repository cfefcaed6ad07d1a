/** Gases and particles of the index. Concentrations are in µg/m³ (CO too). */
export const POLLUTANTS = ['pm25', 'pm10', 'o3', 'no2', 'so2', 'co'] as const;
export type Pollutant = (typeof POLLUTANTS)[number];

export interface AqiBand {
  /** Highest index of the band, inclusive. */
  upTo: number;
  key: string;
  vi: string;
  en: string;
  colour: string;
}

/** Figures of the decision, kept as data: `reference/vn-aqi.json`. */
export interface AqiTable {
  indexLevels: readonly number[];
  /** One-hour columns; as many steps as `indexLevels`. */
  breakpoints: Readonly<Record<Pollutant, readonly number[]>>;
  nowcast: { hours: number; newest: number; minOfNewest: number; weightFloor: number };
  bands: readonly AqiBand[];
}
