import type { Metric } from '#hub/contracts';
import { type Load, Solutes } from '../physics/solutes.js';
import { HOUR_MS } from '../physics/sun.js';
import { drawAt, type Random, random, seedOf } from '../random.js';
import { canalWater, withWaste } from './canal-water.js';
import { drawWaste, type Waste, WASTE_KINDS } from './waste.js';
import { type Waterways, waterwaysOf } from './waterways.js';

/** A place along a reach, metres from its start. */
export interface Along {
  canal: string;
  reach: string;
  metres: number;
  length: number;
}
export interface Outlet {
  id: string;
  at: Along;
  waste: Waste;
  /** m³/day that it has said it discharges. */
  flow: number;
  permitted: boolean;
  /** Hours of the day; absent: nobody has asked. */
  hours?: { from: number; to: number };
  checks: { at: number; passed: boolean }[];
}
export interface WaterStation {
  id: string;
  at: Along;
  metrics: readonly Metric[];
  /** It does not send anything that day. */
  isDown: boolean;
}
export interface Measured {
  ts: number;
  values: Partial<Record<Metric, number>>;
}
export interface DischargeDay {
  waterways: Waterways;
  outlets: Outlet[];
  stations: WaterStation[];
  /** The truth. */
  discharge: { outlet: string; from: number; to: number; flow: number; load: Load };
  /** What each station measured, every five minutes. */
  measured: Map<string, Measured[]>;
  /** What a station measures on a day on which nobody discharges. */
  usual(station: WaterStation, ms: number): Measured['values'];
}

const MINUTE_MS = 60_000;
const EVERY_MS = 5 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Hours before the discharge that are simulated, and after its start. */
const BEFORE_H = 7;
const AFTER_H = 9;
const OUTLETS = 12;
/** Where water is watched: canal, and the node from which on a reach leads on (or to which the last one leads). */
const WATCHED = [
  ['kenh-chinh', 'coc-5'],
  ['kenh-chinh', 'coc-1'],
  ['kenh-giua', 'bom-co'],
  ['kenh-dong', 'dong-dong'],
  ['kenh-tieu', 'coc-3'],
  ['kenh-tieu', 'coc-6'],
] as const;
const PROBES: readonly Metric[] = ['ec', 'ph', 'do', 'water_temperature', 'turbidity'];

/**
 * A day on the canals on which somebody empties a tank or a pond into the water for one to three hours; `isQuiet`: the
 * same day, on which nobody does.
 */
export function dischargeDay(seed: number, { isQuiet = false } = {}): DischargeDay {
  const draw = random(seedOf('discharge', seed));
  const waterways = waterwaysOf(seed);
  const midnight = Date.parse('2026-03-02T00:00:00+07:00') + Math.floor(draw() * 90) * DAY_MS;
  const stations = WATCHED.map(([canal, node]): WaterStation => {
    const reaches = waterways.register.find((c) => c.id === canal)!.reaches;
    const reach = reaches.find((r) => r.to === node)!;
    const metrics = draw() < 0.5 ? [...PROBES, 'nh4_n' as const] : PROBES;
    const at = { canal, reach: reach.id, metres: reach.lengthM - 30, length: reach.lengthM };
    return { id: `nuoc-${canal}-${node}`, at, metrics, isDown: draw() < 0.04 };
  });
  const found = Array.from({ length: OUTLETS }, (_, i) => outletOf(i, waterways, stations, midnight, draw));
  const culprit = chosen(found, draw);
  const from = midnight + startHour(culprit.outlet, draw) * HOUR_MS;
  const discharge = {
    ...{ outlet: culprit.outlet.id, from, to: from + (1 + 2 * draw()) * HOUR_MS },
    flow: isQuiet ? 0 : 0.02 + 0.05 * draw(),
    load: drawWaste(culprit.outlet.waste, draw),
  };
  const usual = (station: WaterStation, ms: number) =>
    only(station, canalWater(seed, station.id, station.at.canal, ms));
  const day = { waterways, outlets: found.map((f) => f.outlet), stations, discharge, usual };
  return { ...day, measured: run(seed, day) };
}

const only = ({ metrics }: WaterStation, values: Measured['values']) =>
  Object.fromEntries(metrics.map((m) => [m, values[m]!]));

/** Whether water of a reach comes to a station, going on from reach to reach. */
function isWatched(at: Along, { channels }: Waterways, stations: readonly WaterStation[]): boolean {
  const seen = new Set<string>();
  const next = (id: string, metres: number): boolean => {
    if (seen.has(id)) return false;
    seen.add(id);
    const channel = channels.find((c) => c.id === id)!;
    if (stations.some((s) => `${s.at.canal}/${s.at.reach}` === id && s.at.metres > metres && !s.isDown)) return true;
    return channels.some((c) => c.from === channel.to && next(c.id, 0));
  };
  return next(`${at.canal}/${at.reach}`, at.metres);
}

function outletOf(
  i: number,
  waterways: Waterways,
  stations: readonly WaterStation[],
  midnight: number,
  draw: Random,
): { outlet: Outlet; temper: number } {
  const total = waterways.channels.reduce((sum, { length }) => sum + length, 0);
  for (;;) {
    let metres = draw() * total;
    const channel = waterways.channels.find(({ length }) => (metres -= length) < 0)!;
    const at = { canal: channel.canal, reach: channel.reach, metres: metres + channel.length, length: channel.length };
    if (!isWatched(at, waterways, stations)) continue;
    // some are more likely to do it than others, and what inspectors found tells a little of that
    const temper = draw() ** 2;
    const checks = Array.from({ length: Math.floor(3.5 * draw()) }, () => ({
      at: midnight - Math.floor(draw() * 700) * DAY_MS,
      passed: draw() > 0.15 + 0.55 * temper,
    }));
    const start = 5 + Math.floor(4 * draw());
    const waste = WASTE_KINDS[Math.floor(draw() * WASTE_KINDS.length)]!;
    const known = { ...{ id: `nguon-${i + 1}`, at, waste, checks }, flow: Math.round(5 + 200 * draw() ** 2) };
    const hours = { from: start, to: start + 8 + Math.floor(5 * draw()) };
    return { outlet: { ...known, permitted: draw() > 0.12 + 0.2 * temper, ...(draw() < 0.7 && { hours }) }, temper };
  }
}

function chosen<T extends { temper: number }>(list: readonly T[], draw: Random): T {
  const weight = ({ temper }: T) => 0.1 + temper;
  let left = draw() * list.reduce((sum, item) => sum + weight(item), 0);
  return list.find((item) => (left -= weight(item)) < 0) ?? list.at(-1)!;
}

/** More often by night than by day; by day while somebody is there. */
function startHour({ hours }: Outlet, draw: Random): number {
  if (draw() < 0.55) return 19.5 + 8 * draw();
  const { from, to } = hours ?? { from: 6, to: 18 };
  return from + (to - from - 1) * draw();
}

/** Lets the water run, and the stations read it. */
function run(seed: number, day: Omit<DischargeDay, 'measured'>): Map<string, Measured[]> {
  const { waterways, outlets, stations, discharge, usual } = day;
  const solutes = new Solutes(waterways.channels);
  const measured = new Map(stations.map((s) => [s.id, [] as Measured[]]));
  const { at } = outlets.find((o) => o.id === discharge.outlet)!;
  const end = discharge.from + AFTER_H * HOUR_MS;
  const first = Math.floor((discharge.from - BEFORE_H * HOUR_MS) / EVERY_MS) * EVERY_MS;
  for (let ms = first; ms <= end; ms += MINUTE_MS) {
    waterways.flowAt(ms);
    const flow = ms >= discharge.from && ms < discharge.to ? discharge.flow : 0;
    solutes.pour(`${at.canal}/${at.reach}`, at.metres, flow, discharge.load);
    if (ms >= discharge.from) solutes.advance(60);
    if (ms % EVERY_MS !== 0) continue;
    for (const station of stations) {
      if (station.isDown) continue;
      const waste = solutes.at(`${station.at.canal}/${station.at.reach}`, station.at.metres);
      const values = only(station, withWaste(usual(station, ms), waste));
      // now and then a bubble
      const bubble = drawAt(seedOf('bubble', seed, station.id), ms / EVERY_MS) < 0.002;
      measured.get(station.id)!.push({ ts: ms, values: bubble ? { ...values, ec: values.ec! * 0.4 } : values });
    }
  }
  return measured;
}
