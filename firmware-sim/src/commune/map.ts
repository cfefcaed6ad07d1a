import type { Commune, MapFeature } from '#hub/contracts';
import { hamletFeatures, parcelFeature, parcels, polygon } from './fields.js';
import {
  BLOCKS,
  BOUNDARY,
  CANAL_LINES,
  CROSSINGS,
  DRAIN_V,
  DYKE_FROM_RIVER,
  INTAKE_V,
  RIVER_HALF_WIDTH,
  riverAt,
  steps,
  toLonLat,
  toXy,
  type Uv,
} from './land.js';
import { CAMERA_VIEWS } from './stations.js';

type Properties = MapFeature['properties'];

const line = (points: readonly Uv[], properties: Properties): MapFeature => ({
  type: 'Feature',
  geometry: { type: 'LineString', coordinates: points.map((uv) => toLonLat(toXy(uv))) },
  properties,
});
const point = (at: Uv, properties: Properties): MapFeature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: toLonLat(toXy(at)) },
  properties,
});
const along = (v: number, from: number, to: number) => steps(from, to, 120).map((u): Uv => [u, v]);
const across = (u: number, from: number, to: number) => steps(from, to, 120).map((v): Uv => [u, v]);

/** Code, name and province are invented. */
export const COMMUNE_CODE = '10807';

/** Xã Yên Lộc, as the hub is told of it. Always the same: no seed changes the land. */
export function sampleCommune(): Commune {
  return {
    code: COMMUNE_CODE,
    name: 'Xã Yên Lộc',
    province: 'Tỉnh Hải Hưng',
    support: 'quản trị hệ thống, máy lẻ 12',
    simulated: true,
    map: { type: 'FeatureCollection', features: features() },
  };
}

function features(): MapFeature[] {
  const banks = steps(-900, 4600, 90);
  const river = polygon([
    ...banks.map((v): Uv => [riverAt(v) - RIVER_HALF_WIDTH, v]),
    ...[...banks].reverse().map((v): Uv => [riverAt(v) + RIVER_HALF_WIDTH, v]),
  ]);
  return [
    ...parcels().map(parcelFeature),
    ...BLOCKS.filter((v) => !CANAL_LINES.includes(v)).map((v) =>
      line(along(v, -1500, riverAt(v) - 130), { layer: 'ditch' }),
    ),
    ...CROSSINGS.map((u) => line(across(u + 60, -300, 4000), { layer: 'canal', rank: 3 })),
    ...hamletFeatures(),
    line(across(2160, 660, 3560), { layer: 'canal', rank: 2, name: 'Kênh Giữa' }),
    line(across(4860, 240, 3060), { layer: 'canal', rank: 2 }),
    line(along(1580, 340, 4860), { layer: 'canal', rank: 2 }),
    line(along(INTAKE_V, -700, riverAt(INTAKE_V) - 100), { layer: 'canal', rank: 1, name: 'Kênh Chính' }),
    line(along(DRAIN_V, -900, riverAt(DRAIN_V) - 100), { layer: 'canal', rank: 1, name: 'Kênh Tiêu' }),
    line(along(2080, -1500, riverAt(2080) - 190), { layer: 'road', rank: 1 }),
    line(along(660, -1500, 5300), { layer: 'road', rank: 2 }),
    line(along(3060, 300, 5200), { layer: 'road', rank: 2 }),
    ...[340, 1240, 3060, 3960].map((u) => line(across(u, -400, 4000), { layer: 'road', rank: 2 })),
    { type: 'Feature', geometry: river, properties: { layer: 'river', name: 'Sông Lạc' } },
    line(
      banks.map((v): Uv => [riverAt(v) - DYKE_FROM_RIVER, v]),
      { layer: 'dyke' },
    ),
    ...CANAL_LINES.map((v) => point([riverAt(v) - DYKE_FROM_RIVER, v], { layer: 'sluice' })),
    { type: 'Feature', geometry: polygon(BOUNDARY), properties: { layer: 'boundary' } },
    ...CAMERA_VIEWS.map(({ at, bearing }) => point(at, { layer: 'place', bearing })),
  ];
}
