import type { Reason } from '../reference.js';

/** A plot as its water is reckoned. */
export interface SeasonPlot {
  id: string;
  /** Key of the table: rice, or one of its `crops`. */
  crop: string;
  areaM2: number;
  /** Key of `soils`; undefined: assumed, and said. */
  soil?: string | undefined;
  /** Day of sowing, or of transplanting less the nursery's days; 2026-11-26. Trees need none. */
  sown?: string | undefined;
  /** Key of `rice.varieties`. */
  variety?: string | undefined;
  /** Day of the harvest, as planned or done: tells how long rice's variety, or an upland crop, takes. */
  harvest?: string | undefined;
  owner?: string | undefined;
  block?: string | undefined;
  latitude?: number | undefined;
  longitude?: number | undefined;
  /** Key of `efficiency.ways`, or a share. */
  efficiency?: string | number | undefined;
  /** Of its pump or gate, m³/h: for what is told in hours. */
  discharge?: number | undefined;
  /** Height of its bund, cm. */
  bundCm?: number | undefined;
  /** Mean wind (m/s) and lowest humidity (%) of its place in mid-season: shifts the crop coefficient (FAO-56 eq. 62). */
  climate?: { wind: number; rhMin: number } | undefined;
}

/** What people tell of a plot. Times are ms; days are Vietnam's. */
export type PlotEvent =
  /** Water was let in from then on: so many m³ as taken from the canal, or for so many hours. */
  | { type: 'irrigated'; at: number; m3?: number; hours?: number; discharge?: number }
  /** "Đã đóng cửa ruộng": whatever was running in ends. */
  | { type: 'gate-closed'; at: number }
  /** "Lỡ lấy nước rồi": salt water came in. */
  | { type: 'salt-water'; at: number; m3?: number; hours?: number; discharge?: number }
  /** The field was let run dry. */
  | { type: 'drained'; at: number }
  /** Read at a gauge: what fell on that day. The last one told stands. */
  | { type: 'rain-gauge'; day: string; mm: number; at: number }
  /** Fertiliser is to be spread: the field is filled before. */
  | { type: 'fertiliser'; day: string };

/** What a probe on the plot says: the level in a tube, cm against the surface, or soil moisture, % of volume. */
export interface Measurement {
  at: number;
  metric: 'field_level' | 'soil_moisture';
  value: number;
}

/** A measurement as the balance heard it. */
export interface Reading extends Measurement {
  /** mm that it says are stored. */
  stored: number;
  /** Water that was let in before this moment is in it, as far as people told of it. */
  holdsUntil: number;
}

/** A measurement that was not believed, and why. */
export interface RefusedMeasurement extends Measurement {
  reason: 'outside' | 'not-for-this-crop' | 'rises-too-fast' | 'falls-too-fast' | 'stuck';
}

/** From what the state of a plot is known. */
export type Basis = 'measured' | 'borrowed' | 'estimated';

/** A day of a plot's water. Depths in mm of the field; `stored` may be below nothing, when the soil below the surface has run dry. */
export interface PlotDay {
  day: string;
  stage: string;
  kc: number;
  et0: number;
  /** `mean-of-known`: nothing of the day is known, the last known days stand for it. */
  et0From: 'hourly' | 'daily' | 'hargreaves' | 'mean-of-known';
  /** Came in. */
  rain: number;
  irrigation: number;
  /** m³ that were taken from the canal for it. */
  taken: number;
  /** Went out: used by the crop, seeped or drained through, ran over the bund or was let go, only wetted the leaves. */
  used: number;
  percolated: number;
  spilled: number;
  intercepted: number;
  /** What the model had too much (negative: too little) of when it was set to what was measured. */
  correction: number;
  /** What of the correction is the first measurement's: how far off the level was that had been assumed until then. */
  assumed?: number;
  /** At the day's end. */
  stored: number;
  /** Paddy: cm. */
  level?: number;
  /** Upland: missing to field capacity; what the roots can hold, and what of it is easily taken. */
  depleted?: number;
  total?: number;
  easy?: number;
  basis: Basis;
  notes?: readonly Reason[];
}
