import type { Block, FarmRecord, Plot } from '#hub/contracts';
import { middleOf } from '#hub/geodesy';
import {
  dayName,
  dayNumber,
  dayOf,
  type Forecast,
  type Interval,
  type IrrigationTable,
  type Measurement,
  startOfDay,
  type Supply,
  type WeatherDay,
  type WeatherPlace,
} from '#hub/irrigation';
import type { DeviceDirectory, Registry } from '#hub/registry';
import type { RemoteText } from '#hub/service-kit';
import type { FoulWater } from '../discharge/foul-water.js';
import { comingHours } from '../land/hours-of-day.js';
import type { Land } from '../land/land.js';
import { probesOf, readProbes } from '../land/probes.js';
import { saltProbeOf, saltSupply, wantedOfSalt } from '../land/salt-probe.js';
import { DAY_MS, type Hours } from '../weather/hours.js';
import { readMasts, wantedOf, weatherStations } from '../weather/masts.js';
import { weatherByPlace } from '../weather/weather-by-place.js';

export interface SituationDeps {
  registry: Pick<Registry, 'farm' | 'communes'>;
  /** Plots and blocks, as they are registered now. */
  land(): Promise<Land>;
  directory: DeviceDirectory;
  hours: Hours;
  forecast: RemoteText<Forecast>;
  table: IrrigationTable;
  /** Plots that are to take no water now. @throws RegistryUnavailableError */
  foul(now: number): Promise<Situation['foul']>;
  /** Whether what a device measures of something is not to be trusted. */
  isDoubted(device: string, metric: string): boolean;
  /** Turns that keepers fixed. */
  turns: { fixedTurns(now: number): Promise<Situation['turns']> };
  place: { altitude: number; coast: boolean; latitude?: number | undefined; longitude?: number | undefined };
}

/** All that advice is made of, as it is known at one moment. */
export interface Situation {
  now: number;
  simulated: boolean;
  land: Land;
  /** By plot. */
  records: ReadonlyMap<string, readonly FarmRecord[]>;
  measurements: ReadonlyMap<string, readonly Measurement[]>;
  /** By block; "" for plots without one. */
  weather: ReadonlyMap<string, readonly WeatherDay[]>;
  supplies: ReadonlyMap<string, Supply>;
  /** By plot: when a keeper fixed its turn, and the time after the days that are planned. */
  turns: ReadonlyMap<string, readonly Interval[]>;
  forecast: Forecast | undefined;
  /** By plot: waste water that is suspected on its way to it. */
  foul: ReadonlyMap<string, FoulWater>;
}

/** Nothing that is older is reckoned: no crop but trees stands longer. */
const LONGEST_DAYS = 200;
const LEAST_DAYS = 30;

/** @throws StoreUnavailableError, RegistryUnavailableError */
export async function readSituation(deps: SituationDeps, now: number): Promise<Situation> {
  const { registry, directory, hours, table } = deps;
  const land = await deps.land();
  const simulated = (await registry.communes.list()).some((commune) => commune.simulated);
  const first = firstDay(land.plots, now);
  const from = startOfDay(first);
  const records = byPlot(await registry.farm.since(from));
  const foul = await deps.foul(now);
  if (land.plots.length === 0)
    return {
      now,
      simulated,
      land,
      records,
      foul,
      ...{ measurements: new Map(), weather: new Map(), supplies: new Map(), turns: new Map() },
      forecast: undefined,
    };
  const stations = weatherStations(directory, simulated);
  const probes = probesOf(directory);
  hours.keepOnly([
    ...stations.flatMap(wantedOf),
    ...probes.map(({ wanted }) => wanted),
    ...[...land.blocks.values()].flatMap((block) => {
      const probe = saltProbeOf(block, directory);
      return probe ? wantedOfSalt(probe) : [];
    }),
  ]);
  // the day before the first and after the last help to fill gaps over midnight
  const masts = await readMasts(stations, hours, { from: from - DAY_MS, now });
  const measurements = await readProbes(probes, hours, { from, now });
  const places = placesOf(land, deps.place);
  const weather = weatherByPlace(places, masts, { from: dayName(first), to: dayName(dayOf(now)) }, table);
  const supplies = new Map<string, Supply>();
  for (const id of places.keys()) supplies.set(id, await supplyOf(land.blocks.get(id), deps, now));
  const turns = await deps.turns.fixedTurns(now);
  const forecast = await deps.forecast.now(now);
  return { now, simulated, land, records, measurements, weather, supplies, turns, forecast, foul };
}

function firstDay(plots: readonly Plot[], now: number): number {
  const today = dayOf(now);
  const sown = plots.flatMap(({ sownOn }) => (sownOn === undefined ? [] : [dayNumber(sownOn)]));
  return Math.max(today - LONGEST_DAYS, Math.min(today - LEAST_DAYS, ...sown.filter(Number.isFinite)));
}

function byPlot(records: readonly FarmRecord[]): Map<string, FarmRecord[]> {
  const found = new Map<string, FarmRecord[]>();
  for (const record of records) found.set(record.plot, [...(found.get(record.plot) ?? []), record]);
  return found;
}

/** A place for each block, and for the plots that have none: the middle of its first plot stands for all, weather is wider. */
export function placesOf({ plots, blocks }: Land, given: SituationDeps['place']): Map<string, WeatherPlace> {
  const { altitude, coast, latitude, longitude } = given;
  const places = new Map<string, WeatherPlace>();
  for (const plot of plots) {
    const id = plot.block !== undefined && blocks.has(plot.block) ? plot.block : '';
    if (places.has(id)) continue;
    const [lon, lat] = middleOf(plot.area);
    const known = Number.isFinite(lat) && Number.isFinite(lon);
    places.set(id, {
      ...{ latitude: known ? lat : (latitude ?? 0), longitude: known ? lon : (longitude ?? 0), altitude, coast },
    });
  }
  return places;
}

async function supplyOf(
  block: Block | undefined,
  { directory, hours, table, isDoubted }: SituationDeps,
  now: number,
): Promise<Supply> {
  if (!block) return {};
  const probe = saltProbeOf(block, directory);
  const electricity = comingHours(block.hours, now, 7);
  return {
    ...(block.travelMin !== undefined && { canalHours: block.travelMin / 60 }),
    ...(probe && (await saltSupply(probe, hours, { now, table, isDoubted }))),
    ...(electricity && { electricity }),
  };
}
