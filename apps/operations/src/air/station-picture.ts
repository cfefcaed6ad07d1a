import {
  dailyAqi,
  dayMeans,
  holdAgainst,
  HOUR_MS,
  type HourSeries,
  type Pollutant,
  type StationAir,
  type StationHour,
  stationHour,
} from '#hub/air-quality';
import type { AirAbsence, AirDay, AirHour, AirStation, Device } from '#hub/contracts';
import { LIMITS, SENSORS, TABLE } from './reference.js';

export const HOURS_SHOWN = 24;
/** About a hundred metres: where a station is, and not at whose fence. */
const DECIMALS = 3;

/** Which hours a picture is of. */
export interface Span {
  /** End of the newest hour that is over. */
  hour: number;
  /** Midnight that began today, and the day before it. */
  midnight: number;
  day: string;
}

/** What anybody may know of a station: no id, and its place to about a hundred metres. */
export function stationPicture(device: Device, air: StationAir, { hour, midnight, day }: Span): AirStation {
  const { name, hamlet, place, lat, lon, simulated, state } = device;
  const at = (end: number) => stationHour(TABLE, SENSORS, air, end);
  const now = state === 'installed' ? at(hour) : null;
  const daily = dailyAqi(TABLE, air.hours, midnight);
  return {
    name,
    ...(hamlet && { hamlet }),
    ...(place && { place }),
    ...(lat !== undefined && lon !== undefined && { lat: rough(lat), lon: rough(lon) }),
    ...(simulated && { simulated: true }),
    ...(now ? { now: toHour(now, air) } : { absence: absenceOf(device, air, hour) }),
    hours: Array.from({ length: HOURS_SHOWN }, (_, i) => {
      const end = hour - (HOURS_SHOWN - 1 - i) * HOUR_MS;
      return { at: end, index: at(end)?.index ?? null };
    }),
    ...(daily && {
      yesterday: {
        ...{ index: daily.index, band: daily.band.key, main: daily.main, parts: partsOf(daily.subIndices) },
        limits: holdAgainst(LIMITS, daily, day) satisfies AirDay['limits'],
      },
    }),
    yesterdayHours: Math.max(...particlesOf(air).map((series) => dayMeans(TABLE, series, midnight).hours), 0),
  };
}

function toHour({ index, band, main, until, subIndices, values, fog, rawPm25 }: StationHour, air: StationAir): AirHour {
  return {
    ...{ index, band: band.key, main, until },
    parts: partsOf(subIndices).map((part) => ({ ...part, value: values[part.pollutant]! })),
    ...(fog && { fog }),
    ...(rawPm25 !== undefined && { rawPm25 }),
    ...(air.uncorrected && { uncorrected: true }),
  };
}

const partsOf = (subIndices: Partial<Record<Pollutant, number>>) =>
  (Object.entries(subIndices) as [Pollutant, number][])
    .map(([pollutant, index]) => ({ pollutant, index }))
    .sort((a, b) => b.index - a.index);

function absenceOf({ state }: Device, air: StationAir, hour: number): AirAbsence {
  if (particlesOf(air).length === 0) return { reason: 'no-particles' };
  if (state !== 'installed') return { reason: 'out-of-service', state };
  const ends = particlesOf(air).flatMap((series) => [...series.keys()]);
  const last = Math.max(...ends);
  // complete hours may still be too few: a box that has just begun is not one that fell silent
  return ends.length > 0 && last < hour ? { reason: 'silent', since: last } : { reason: 'too-few-hours' };
}

const particlesOf = ({ hours: { pm25, pm10 } }: StationAir): HourSeries[] =>
  [pm25, pm10].filter((series) => series !== undefined);

const rough = (degrees: number) => Number(degrees.toFixed(DECIMALS));
