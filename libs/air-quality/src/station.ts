import type { StationHours } from './daily.js';
import { HOUR_MS, hoursBack, type HourSeries } from './hours.js';
import { correctHours, type Fog, fogIn, modelOf, type PmSensors } from './sensors.js';
import { type AqiTable, GASES, PARTICLES, type Pollutant } from './table.js';
import { type HourlyAqi, hourlyAqi, type HourlyMeans } from './vn-aqi.js';

/** One station: its hours as its boxes read them, and as they count. */
export interface StationAir {
  profile: string;
  /** What counts, µg/m³. */
  hours: StationHours;
  humidity?: HourSeries;
  /** As the box read it, where `hours` has it corrected. */
  rawPm25?: HourSeries;
  /** The model has a correction, and no humidity to make it with. */
  uncorrected?: true;
}

/** Hours as a box of this profile reads them, made into what counts: its model's error is taken out where it is known. */
export function stationAir(
  sensors: PmSensors,
  profile: string,
  read: StationHours,
  humidity: HourSeries | undefined,
): StationAir {
  const station: StationAir = { profile, hours: read, ...(humidity && { humidity }) };
  const model = modelOf(sensors, profile);
  if (!model || !read.pm25) return station;
  if (!humidity || humidity.size === 0) return { ...station, uncorrected: true };
  const pm25 = correctHours(model, read.pm25, humidity);
  return { ...station, hours: { ...read, pm25 }, rawPm25: read.pm25 };
}

/** One place where another box stood before: hours that the one there now has not are the other's. */
export function joined(air: StationAir, before: StationAir): StationAir {
  const hours: StationHours = { ...before.hours };
  for (const [pollutant, series] of Object.entries(air.hours) as [Pollutant, HourSeries][])
    hours[pollutant] = both(series, before.hours[pollutant]);
  const humidity = both(air.humidity, before.humidity);
  const rawPm25 = both(air.rawPm25, before.rawPm25);
  return { ...air, hours, ...(humidity && { humidity }), ...(rawPm25 && { rawPm25 }) };
}
function both(series: HourSeries, before: HourSeries | undefined): HourSeries;
function both(series: HourSeries | undefined, before: HourSeries | undefined): HourSeries | undefined;
function both(series: HourSeries | undefined, before: HourSeries | undefined): HourSeries | undefined {
  return series && before ? new Map([...before, ...series]) : (series ?? before);
}

/** The index of one hour of one station. */
export interface StationHour extends HourlyAqi {
  /** End of the newest hour of particles that is in it. */
  until: number;
  fog?: Fog;
  /** PM2.5 of the hour `until` as the box read it, µg/m³, where it was corrected. */
  rawPm25?: number;
}

/** VN_AQI of the hour that ended at `end`; null where it has none. */
export function stationHour(table: AqiTable, sensors: PmSensors, station: StationAir, end: number): StationHour | null {
  const back = (pollutant: Pollutant, count: number) => {
    const series = station.hours[pollutant];
    return series ? hoursBack(series, end, count) : [];
  };
  const means: HourlyMeans = {};
  for (const particle of PARTICLES) means[particle] = back(particle, table.nowcast.hours);
  for (const gas of GASES) means[gas] = back(gas, 1);
  const aqi = hourlyAqi(table, means);
  if (!aqi) return null;
  const ages = PARTICLES.flatMap((particle) => {
    const age = means[particle]!.findIndex((mean) => mean !== undefined);
    return aqi.values[particle] === undefined ? [] : [age];
  });
  const until = end - Math.min(...ages) * HOUR_MS;
  const fog = fogIn(sensors, station.profile, station.humidity?.get(until));
  const raw = station.rawPm25?.get(until);
  return { ...aqi, until, ...(fog && { fog }), ...(raw !== undefined && { rawPm25: raw }) };
}

/**
 * Which station speaks for the commune: that with the highest index. Stations are never averaged, and one that is
 * simulated speaks only where none is real.
 */
export function worstOf<T extends { index: number | null; simulated?: boolean | undefined }>(
  stations: readonly T[],
): T | undefined {
  const real = stations.some(({ simulated }) => !simulated);
  const able = stations.filter(({ index, simulated }) => index !== null && !(real && simulated));
  return able.reduce<T | undefined>((worst, one) => (worst && worst.index! >= one.index! ? worst : one), undefined);
}
