import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { communeSchema, deviceProfileSchema, idSchema, METRICS, type Metric } from '#hub/contracts';
import { World } from '../world/world.js';
import { measure } from '../world/sensors.js';
import { sampleCommune } from './map.js';
import { BOUNDARY, toXy, type Uv } from './land.js';
import { CAMERA_VIEWS, STATIONS } from './stations.js';

const start = Date.parse('2026-06-02T16:30:00+07:00');
const { profiles } = JSON.parse(readFileSync('reference/profiles.json', 'utf8')) as { profiles: { id: string }[] };
const known = new Map(profiles.map((p) => [p.id, deviceProfileSchema.parse(p)]));

/** Even-odd rule. */
function isInside(at: Uv, ring: readonly Uv[]): boolean {
  const [point, ...corners] = [at, ...ring].map(toXy);
  let inside = false;
  corners.forEach((a, i) => {
    const b = corners[(i + 1) % corners.length]!;
    if (a.y > point!.y !== b.y > point!.y && point!.x < ((b.x - a.x) * (point!.y - a.y)) / (b.y - a.y) + a.x)
      inside = !inside;
  });
  return inside;
}

describe('the sample commune', () => {
  it('is one that the hub takes', () => {
    const commune = sampleCommune();
    expect(communeSchema.parse(commune)).toEqual(commune);
    expect(commune.simulated).toBe(true);
    expect(JSON.stringify(commune).length).toBeLessThan(2_000_000);
  });
  it('is the same every time', () => {
    expect(JSON.stringify(sampleCommune())).toBe(JSON.stringify(sampleCommune()));
  });

  it('has forty-four stations, each once', () => {
    expect(STATIONS).toHaveLength(44);
    expect(new Set(STATIONS.map((s) => s.id)).size).toBe(44);
    for (const { id, gateway } of STATIONS) {
      expect(idSchema.safeParse(id).success).toBe(true);
      if (gateway) expect(idSchema.safeParse(gateway).success).toBe(true);
    }
  });
  it.each(STATIONS.map((s) => [s.id, s] as const))('%s stands inside the commune', (_, station) => {
    expect(isInside(station.at, BOUNDARY)).toBe(true);
  });

  it.each(STATIONS.filter((s) => !s.profile.startsWith('camera')).map((s) => [s.id, s] as const))(
    '%s measures what its profile says, within its ranges',
    (_, station) => {
      const profile = known.get(station.profile);
      expect(profile).toBeDefined();
      const world = new World(7, start);
      const values = measure(world, station, start - 60_000);
      expect(Object.keys(values).length).toBeGreaterThan(0);
      for (const [metric, value] of Object.entries(values) as [Metric, number][]) {
        if (profile!.id !== 'generic') expect(Object.keys(profile!.metrics)).toContain(metric);
        const [low, high] = profile!.metrics[metric]?.range ?? METRICS[metric].range;
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
      }
    },
  );

  it('knows where each camera looks', () => {
    const cameras = STATIONS.filter((s) => s.profile.startsWith('camera'));
    expect(CAMERA_VIEWS.map((v) => v.id).sort()).toEqual(cameras.map((c) => c.id).sort());
  });
});
