import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Metric, type Rule, rulePackSchema } from '#hub/contracts';
import { placeOf, STATIONS, stationOf } from '../commune/stations.js';
import { away } from '../physics/directions.js';
import { conductivityOf } from '../physics/salinity.js';
import { reachFor } from '../physics/salt-front.js';
import { HOUR_MS } from '../physics/sun.js';
import { BEN_ME_KM } from '../commune/waters.js';
import { Field } from './field.js';
import { measure, type Values } from './sensors.js';
import { World } from './world.js';

const start = Date.parse('2026-06-02T16:30:00+07:00');
const measuring = STATIONS.filter((s) => !s.profile.startsWith('camera'));
const readAll = (world: World) => Object.fromEntries(measuring.map((s) => [s.id, measure(world, s, world.ms - 5000)]));

/** Limits that the hub's default rules hold single values against. */
const limits = rulePackSchema
  .parse(JSON.parse(readFileSync('reference/rules/default.json', 'utf8')))
  .rules.filter((rule): rule is Extract<Rule, { type: 'threshold' }> => rule.type === 'threshold');
const KIND: Record<string, string> = {
  'air-station': 'air',
  'smoke-station': 'air',
  'weather-mast': 'weather',
  'canal-level': 'canal',
  'salinity-station': 'canal',
  'tide-gate': 'canal',
  'hourly-logger': 'canal',
  'rs485-logger': 'water',
  'soil-probe': 'soil',
  'paddy-tube': 'paddy',
  pump: 'pump',
  'sluice-gate': 'gate',
  siren: 'siren',
  generic: 'generic',
};
function breached(profile: string, values: Values): string[] {
  return limits
    .filter((rule) => rule.kinds.includes(KIND[profile]!))
    .filter((rule) => {
      const value = values[rule.metric as Metric];
      return value !== undefined && (rule.direction === 'above' ? value > rule.limit : value < rule.limit);
    })
    .map((rule) => rule.id);
}

describe('the world', () => {
  it('is the same for the same seed', () => {
    const run = (seed: number) => {
      const world = new World(seed, start);
      world.advance(start + HOUR_MS, 1);
      world.ignite({ x: 4700, y: 900 }, 0.2, 3600);
      for (let s = 1; s <= 60; s++) world.advance(start + HOUR_MS + s * 1000, 60);
      return readAll(world);
    };
    expect(run(42)).toEqual(run(42));
    expect(run(42)).not.toEqual(run(43));
  });

  it.each([1, 2])('seed %i: in usual times no limit is passed, at either speed', (seed) => {
    const world = new World(seed, start);
    const seen: string[] = [];
    const look = () => {
      for (const s of measuring) seen.push(...breached(s.profile, measure(world, s, world.ms - 300_000)));
    };
    for (let i = 0; i < 6 * 24 * 3; i++) {
      world.advance(world.ms + 600_000, 1);
      look();
    }
    for (let i = 0; i < 60 * 40; i++) {
      world.advance(world.ms + 1000, 60);
      if (i % 10 === 0) look();
    }
    expect([...new Set(seen)]).toEqual([]);
  });

  it.each([1, 2])('seed %i: no canal rises as fast as a flood when the ground begins to hurry', (seed) => {
    let fastest = 0;
    for (let hour = 0; hour < 24; hour += 4) {
      const from = start + hour * HOUR_MS;
      const world = new World(seed, from - 12 * HOUR_MS);
      world.advance(from, 1);
      const seen = [[...world.canals.levels.values()]];
      for (let s = 1; s <= 300; s++) {
        world.advance(from + s * 1000, 60);
        const levels = [...world.canals.levels.values()];
        seen.push(levels);
        const twoMinutesAgo = seen[Math.max(0, s - 120)]!;
        fastest = Math.max(fastest, ...levels.map((level, i) => level - twoMinutesAgo[i]!));
      }
    }
    expect(fastest).toBeGreaterThan(0);
    expect(fastest).toBeLessThan(0.25);
  });

  it('keeps the air of all stations alike without a fire', () => {
    const world = new World(5, start);
    for (let h = 0; h < 48; h++) {
      world.advance(start + h * HOUR_MS, 1);
      const air = measuring.filter((s) => KIND[s.profile] === 'air').map((s) => measure(world, s, 0).pm25!);
      expect(Math.max(...air) - Math.min(...air)).toBeLessThan(10);
    }
  });

  it('carries smoke to the station downwind, and to nobody upwind', () => {
    const world = new World(1, start);
    const station = stationOf('khong-khi-thon-dong');
    const before = measure(world, station, 0).pm25!;
    world.ignite(away(placeOf(station), world.sky.windFrom, 500), 0.1, 3600);
    const upwind = stationOf('ruong-dong');
    for (let s = 1; s <= 20; s++) world.advance(start + s * 1000, 60);
    expect(measure(world, station, 0).pm25! - before).toBeGreaterThan(40);
    expect(measure(world, station, 0).co!).toBeGreaterThan(0.8);
    expect(world.airAt({ ...upwind, profile: 'air-station' }).pm25).toBeLessThan(60);
  });

  it('shuts the sluices against salt and opens them again', () => {
    const world = new World(1, start);
    expect(world.sluicesOpen).toBe(true);
    world.salt.targetKm = reachFor(3, BEN_ME_KM, start);
    for (let s = 1; s <= 240; s++) world.advance(start + s * 1000, 60);
    const values = measure(world, stationOf('do-man-ben-me'), 0);
    expect(values.salinity).toBeGreaterThan(2);
    expect(conductivityOf(values.salinity!)).toBeCloseTo(values.ec!, 1);
    expect(world.sluicesOpen).toBe(false);
    expect(world.canals.sluiceFlow.get('ben-me')).toBe(0);
    world.salt.targetKm = reachFor(0.4, BEN_ME_KM, start);
    for (let s = 1; s <= 360; s++) world.advance(start + (240 + s) * 1000, 60);
    expect(world.sluicesOpen).toBe(true);
  });

  it('draws the branch canal down while the pumps run', () => {
    const world = new World(2, start);
    const [running, resting]: number[][] = [[], []];
    for (let s = 0; s < 2400; s++) {
      world.advance(start + s * 1000, 60);
      (world.pumpOn ? running! : resting!).push(world.canals.level('chinh-3') - world.canals.level('giua-3'));
    }
    expect(Math.max(...running!)).toBeGreaterThan(0.1);
    expect(Math.min(...resting!)).toBeLessThan(0.02);
  });

  it('gives a gauge every drop, however often it is read', () => {
    const world = new World(3, start);
    const mast = stationOf('thoi-tiet-xa');
    let often = 0;
    for (let i = 0; i < 12 * 24 * 5; i++) {
      const since = world.ms;
      world.advance(since + 300_000, 1);
      often += measure(world, mast, since).rain!;
    }
    const once = measure(world, mast, start).rain!;
    expect(once).toBeGreaterThan(1);
    expect(often).toBeCloseTo(once, 0);
  });
});

describe('a field', () => {
  const weather = { evapotranspiration: 5, water: 0 };
  it.each([
    ['soil', 21],
    ['paddy', -13],
  ] as const)('of %s is watered before it is dry', (kind, least) => {
    const field = new Field(kind, 0.5);
    let lowest = Infinity;
    let highest = -Infinity;
    for (let i = 0; i < 4000; i++) {
      field.advance(0.02, weather);
      lowest = Math.min(lowest, field.level);
      highest = Math.max(highest, field.level);
    }
    expect(lowest).toBeGreaterThan(least);
    expect(highest - lowest).toBeGreaterThan(4);
  });
  it.each([
    ['soil', 19],
    ['paddy', -16],
  ] as const)('of %s that nobody waters dries out', (kind, below) => {
    const field = new Field(kind, 0.5);
    field.neglected = true;
    for (let i = 0; i < 1000; i++) field.advance(0.02, weather);
    expect(field.level).toBeLessThan(below);
  });
  it('in haste lives a day in an hour', () => {
    const [quick, usual] = [new Field('soil', 0.2), new Field('soil', 0.2)];
    quick.haste = 24;
    quick.advance(1 / 24, weather);
    usual.advance(1, weather);
    expect(quick.level).toBeCloseTo(usual.level, 6);
  });
});
