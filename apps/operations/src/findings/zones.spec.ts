import { describe, expect, it } from '@jest/globals';
import type { Area, MapFeature } from '#hub/contracts';
import { degreeM } from '#hub/geodesy';
import { readReference } from '#hub/service-kit';
import { nearZones, zonesSchema } from './zones.js';

const rules = zonesSchema.parse(readReference('burning-zones.json'));
const [LON, LAT] = [106.25, 20.45];
const degree = degreeM(LAT);
/** Metres east and north of the corner of a square of 200 m. */
const at = (x: number, y: number): [number, number] => [LON + x / degree.lon, LAT + y / degree.lat];
const ring = (x: number, y: number, side: number) => [
  ...[at(x, y), at(x + side, y), at(x + side, y + side), at(x, y + side), at(x, y)],
];
const area: Area = { type: 'Polygon', coordinates: [ring(0, 0, 200)] };
const road = (x: number, rank?: number): MapFeature => ({
  type: 'Feature',
  properties: { layer: 'road', name: 'Đường 39', ...(rank !== undefined && { rank }) },
  geometry: { type: 'LineString', coordinates: [at(x, -3000), at(x, 3000)] },
});
const house = (x: number, y: number): MapFeature => ({
  type: 'Feature',
  properties: { layer: 'house' },
  geometry: { type: 'Polygon', coordinates: [ring(x, y, 10)] },
});
const zone = (features: MapFeature[], id: string) => nearZones(area, features, rules).find((one) => one.zone === id)!;

describe('zones where burning is fined, as set up', () => {
  it('measures from edge to edge: a long road passes between its corners', () => {
    expect(zone([road(240, 1)], 'main-road')).toMatchObject({ state: 'touched', metres: 40, name: 'Đường 39' });
    expect(zone([road(260, 1)], 'main-road')).toMatchObject({ state: 'clear', metres: 60 });
    expect(zone([road(100, 1)], 'main-road')).toMatchObject({ state: 'touched', metres: 0 });
  });

  it('takes village roads for no main road, and says what the map does not have', () => {
    expect(zone([road(100, 3), road(100)], 'main-road')).toMatchObject({ state: 'unmapped' });
    expect(zone([], 'power-line')).toEqual({
      ...{ zone: 'power-line', vi: 'đường dây điện', en: 'power line', withinM: 50, state: 'unmapped' },
    });
  });

  it('knows a house inside the area, beside it and far away, and takes the nearest', () => {
    expect(zone([house(90, 90)], 'homes')).toMatchObject({ state: 'touched', metres: 0 });
    expect(zone([house(900, 0), house(280, 0)], 'homes')).toMatchObject({ state: 'touched', metres: 80 });
    expect(zone([house(900, 0)], 'homes')).toMatchObject({ state: 'clear', metres: 700 });
  });

  it('is touched where the area lies wholly within a hamlet', () => {
    const hamlet: MapFeature = {
      type: 'Feature',
      properties: { layer: 'hamlet', name: 'Thôn Đông' },
      geometry: { type: 'Polygon', coordinates: [ring(-500, -500, 2000)] },
    };
    expect(zone([hamlet], 'homes')).toMatchObject({ state: 'touched', metres: 0, name: 'Thôn Đông' });
  });
});
