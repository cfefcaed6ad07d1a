import { describe, expect, it } from '@jest/globals';
import { stationOf } from '../commune/stations.js';
import { HOUR_MS } from '../physics/sun.js';
import { measure } from './sensors.js';
import { World } from './world.js';

const start = Date.parse('2026-06-02T16:30:00+07:00');
const minutes = (world: World, n: number) => {
  for (let s = 0; s < n * 60; s++) world.advance(world.ms + 1000, 60);
};
const read = (world: World, id: string) => measure(world, stationOf(id), world.ms - 5000);
const begun = () => {
  const world = new World(1, start - 6 * HOUR_MS);
  world.advance(start, 1);
  return world;
};

describe('a pump that was started', () => {
  it('fills the field that it waters, and not the others', () => {
    const world = begun();
    const twin = begun();
    world.works.pumps.get('bom-dong-trung')!.start(undefined);
    for (const w of [world, twin]) minutes(w, 2);
    expect(read(world, 'bom-dong-trung')).toMatchObject({ pump_on: 1, flow: 0.12 });
    expect(read(twin, 'bom-dong-trung')).toMatchObject({ pump_on: 0, flow: 0 });
    const rise = (id: string) => read(world, id).field_level! - read(twin, id).field_level!;
    expect(rise('ruong-trung')).toBeGreaterThan(5);
    expect(rise('ruong-dong')).toBeCloseTo(0, 1);
    // the water comes out of the canal
    expect(read(twin, 'muc-nuoc-giua').water_level! - read(world, 'muc-nuoc-giua').water_level!).toBeGreaterThan(0.005);
  });
  it('stops by itself when its time is up, and when it is told to', () => {
    const world = begun();
    const pump = world.works.pumps.get('bom-dong-trung')!;
    pump.start(world.ms + 30_000);
    minutes(world, 1);
    expect(pump.on).toBe(false);
    pump.start(undefined);
    pump.stop();
    expect(pump.on).toBe(false);
  });
  it('does not start when its guard has tripped', () => {
    const pump = begun().works.pumps.get('bom-dong-trung')!;
    pump.tripped = true;
    expect(pump.start(undefined)).toMatch(/quá tải/);
    expect(pump.on).toBe(false);
  });
});

describe('a gate that was told where to stand', () => {
  it('moves there in its time, and lets less water through', () => {
    const world = begun();
    const gate = world.works.gates.get('cong-ben-me')!;
    expect(read(world, 'cong-ben-me').gate_opening).toBe(100);
    gate.move(20);
    world.advance(world.ms + 1000, 60);
    const opening = read(world, 'cong-ben-me').gate_opening!;
    expect(opening).toBeLessThan(100);
    expect(opening).toBeGreaterThan(60);
    minutes(world, 1);
    expect(read(world, 'cong-ben-me').gate_opening).toBe(20);
    gate.move(0);
    minutes(world, 1);
    expect(Math.abs(read(world, 'cong-ben-me').flow!)).toBe(0);
  });
  it('stands where it is when it is stuck', () => {
    const world = begun();
    const gate = world.works.gates.get('ngan-man-cua-tieu')!;
    const before = read(world, 'ngan-man-cua-tieu').gate_opening!;
    gate.stuck = true;
    gate.move(before > 50 ? 10 : 90);
    minutes(world, 2);
    expect(read(world, 'ngan-man-cua-tieu').gate_opening).toBe(before);
    gate.stuck = false;
    minutes(world, 1);
    expect(read(world, 'ngan-man-cua-tieu').gate_opening).toBe(before > 50 ? 10 : 90);
  });
});

it('a siren sounds as long as it was told', () => {
  const siren = begun().works.sirens.get('coi-uy-ban')!;
  siren.sound(start + 5000);
  expect([siren.isSounding(start), siren.isSounding(start + 5000)]).toEqual([true, false]);
  siren.sound(start + 9000);
  siren.stop();
  expect(siren.isSounding(start)).toBe(false);
});
