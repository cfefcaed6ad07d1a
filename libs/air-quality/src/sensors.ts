import type { HourSeries } from './hours.js';
import type { Wording } from './table.js';

/** `reference/pm-sensors.json`: what is known of the error of sensors that count particles by their light. */
export interface PmSensors {
  fog: {
    /** % */
    above: number;
    kappa: number;
    /** g/cm³ */
    density: number;
    /** Profiles whose inlet is dried. */
    dried: readonly string[];
  };
  models: readonly PmModel[];
  /** Boxes with two counters: single values that differ by more than both are not to be trusted. */
  channels: ChannelRule;
}
export interface ChannelRule {
  /** µg/m³ */
  by: number;
  /** Of their mean. */
  share: number;
}

export interface PmModel extends Wording {
  id: string;
  profiles: readonly string[];
  /** `slope` · reading + `humidity` · relative humidity in % + `offset`, µg/m³, for readings within `range`. */
  pm25: { slope: number; humidity: number; offset: number; range: readonly number[] };
}

export const modelOf = ({ models }: PmSensors, profile: string): PmModel | undefined =>
  models.find(({ profiles }) => profiles.includes(profile));

/** An hourly mean of PM2.5 as its model should have read it, never below 0. Outside of the formula's range: as it reads. */
export function correctPm25({ pm25 }: Pick<PmModel, 'pm25'>, reading: number, humidity: number): number {
  const [least, most] = pm25.range as [number, number];
  if (reading < least || reading > most) return reading;
  return Math.max(0, pm25.slope * reading + pm25.humidity * humidity + pm25.offset);
}

/**
 * What two counters of one box say together, µg/m³: their mean, or what the one says that is left; whether they are too far
 * apart to be trusted. Undefined where neither says anything.
 */
export function joinChannels(
  a: number | undefined,
  b: number | undefined,
  { by, share }: ChannelRule,
): { value: number; apart: boolean } | undefined {
  if (a === undefined || b === undefined) {
    const left = a ?? b;
    return left === undefined ? undefined : { value: left, apart: false };
  }
  const value = (a + b) / 2;
  const gap = Math.abs(a - b);
  return { value, apart: gap > by && gap > share * value };
}

/** Each hour as its model should have read it. Hours without humidity have none: half a series would not be comparable. */
export function correctHours(model: PmModel, readings: HourSeries, humidity: HourSeries): HourSeries {
  const corrected = [...readings].flatMap(([end, reading]): [number, number][] => {
    const damp = humidity.get(end);
    return damp === undefined ? [] : [[end, correctPm25(model, reading, damp)]];
  });
  return new Map(corrected);
}

/** By how much water makes particles heavier at this relative humidity, % (κ-Köhler). */
export function humidityGrowth({ kappa, density }: PmSensors['fog'], humidity: number): number {
  // at saturation there is no end to it
  const activity = Math.min(humidity, 99) / 100;
  return 1 + ((kappa / density) * activity) / (1 - activity);
}

/** Fog: what the box read of particles cannot be relied upon. */
export interface Fog {
  /** % */
  humidity: number;
  /** Particles may read this many times too high. */
  growth: number;
}
export function fogIn({ fog }: PmSensors, profile: string, humidity: number | undefined): Fog | undefined {
  if (humidity === undefined || humidity <= fog.above || fog.dried.includes(profile)) return undefined;
  return { humidity, growth: humidityGrowth(fog, humidity) };
}
