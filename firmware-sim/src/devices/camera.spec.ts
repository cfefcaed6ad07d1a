import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { placeOf, stationOf } from '../commune/stations.js';
import { away } from '../physics/directions.js';
import { burning } from '../scenarios/acts.js';
import { World } from '../world/world.js';
import { Camera } from './camera.js';
import type { MqttPacket } from './packet.js';

const noon = Date.parse('2026-11-25T12:00:00+07:00');

interface Told {
  second: number;
  type: string;
  label: string;
  id: string;
  zones: string[];
  score: number;
  start: number;
  end: number | null;
}
function watch(id: string, seconds: number, prepare: (world: World, camera: Camera) => void, seed = 1, start = noon) {
  const world = new World(seed, start);
  const packets: (MqttPacket & { second: number })[] = [];
  let second = 0;
  const camera = new Camera(stationOf(id), (packet) => packets.push({ ...packet, second }), seed);
  prepare(world, camera);
  for (; second <= seconds; second++) {
    world.advance(start + second * 1000, 60);
    camera.tick(world);
  }
  const events = packets
    .filter((p) => p.topic === 'frigate/events')
    .map((p): Told => {
      const { type, after } = JSON.parse(p.payload as string) as { type: string; after: Record<string, never> };
      return {
        ...{ second: p.second, type, label: after['label']!, id: after['id']!, zones: after['entered_zones']! },
        ...{ score: after['top_score']!, start: after['start_time']!, end: after['end_time']! },
      };
    });
  return { events, packets };
}
const smokeOf = (events: Told[]) => events.filter((e) => e.label === 'smoke' && e.type === 'new');

describe('a camera over the fields', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'seed %i: sees the smoke of the scenario, three times and more within half a minute',
    (seed) => {
      const { events } = watch(
        'cam-dong-dong',
        40,
        (world) => {
          const [first] = burning('khong-khi-thon-dong', 0, 1, { vi: '', en: '' });
          first!.does({ world, say: () => undefined } as never);
        },
        seed,
      );
      const smoke = smokeOf(events);
      expect(smoke.filter((e) => e.second < 36).length).toBeGreaterThanOrEqual(3);
      expect(new Set(smoke.map((e) => e.id)).size).toBe(smoke.length);
      expect(Math.min(...smoke.map((e) => e.score))).toBeGreaterThan(0.7);
    },
  );

  it('sees no smoke behind its back, far off, or where nothing burns', () => {
    const fireAt = (bearing: number, distance: number) =>
      watch('cam-dong-dong', 60, (world) => {
        world.ignite(away(placeOf(stationOf('cam-dong-dong')), bearing, distance), 0.1, 2700);
      });
    expect(smokeOf(fireAt(138, 600).events).length).toBeGreaterThan(0);
    expect(smokeOf(fireAt(318, 600).events)).toEqual([]);
    expect(smokeOf(fireAt(138, 2000).events)).toEqual([]);
    expect(smokeOf(watch('cam-dong-dong', 300, () => undefined).events)).toEqual([]);
  });
});

describe('what comes by', () => {
  it('has a picture before its event, then updates, then an end', () => {
    const { events, packets } = watch('cam-bom-co', 30, (world, camera) => {
      camera.see(world, { label: 'person', subject: 'person', forMs: 9000, zones: ['restricted'], score: 0.86 });
    });
    expect(packets[0]!.topic).toBe('frigate/tram_bom_co/person/snapshot');
    expect([...(packets[0]!.payload as Uint8Array).slice(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    expect(events.map((e) => e.type)).toEqual(['new', 'update', 'update', 'update', 'update', 'end']);
    expect(new Set(events.map((e) => e.id)).size).toBe(1);
    expect(events[0]).toMatchObject({ zones: ['restricted'], start: noon / 1000, end: null });
    expect(events.at(-1)!.end).toBe(noon / 1000 + 9);
  });

  it.each(['cam-dong-dong', 'cam-ben-me', 'cam-duong-xa'])(
    '%s has somebody within seconds, and nobody where it is forbidden',
    (id) => {
      const { events } = watch(id, 600, () => undefined);
      const arrivals = events.filter((e) => e.type === 'new');
      expect(arrivals[0]!.second).toBeLessThan(6);
      expect(arrivals.length).toBeGreaterThan(1);
      expect(arrivals.flatMap((e) => e.zones)).not.toContain('restricted');
    },
  );

  it('repeats itself for the same seed', () => {
    const ids = (seed: number) => watch('cam-duong-xa', 300, () => undefined, seed).events.map((e) => e.id);
    expect(ids(3)).toEqual(ids(3));
    expect(ids(3)).not.toEqual(ids(4));
  });

  it('is another picture by night', () => {
    const pictureAt = (start: number) =>
      watch('cam-ben-me', 8, () => undefined, 1, start).packets[0]!.payload as Uint8Array;
    expect(Buffer.compare(pictureAt(noon), pictureAt(noon + 12 * 3_600_000))).not.toBe(0);
  });
});

describe('the pictures', () => {
  const dir = 'firmware-sim/pictures';
  it.each(readdirSync(dir).filter((f) => f.endsWith('.jpg')))('%s is a JPEG below 60 kB', (file) => {
    const jpeg = readFileSync(join(dir, file));
    expect([...jpeg.subarray(0, 3), ...jpeg.subarray(-2)]).toEqual([0xff, 0xd8, 0xff, 0xff, 0xd9]);
    expect(jpeg.length).toBeLessThan(60_000);
  });
});
