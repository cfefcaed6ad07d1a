import type { LonLat, MapFeature } from '#hub/contracts';
import { random, type Random } from '../random.js';
import { BLOCKS, CROSSINGS, HAMLETS, riverAt, toLonLat, toXy, type Uv } from './land.js';

export const polygon = (points: readonly Uv[]): { type: 'Polygon'; coordinates: LonLat[][] } => ({
  type: 'Polygon',
  coordinates: [[...points, points[0]!].map((uv) => toLonLat(toXy(uv)))],
});

/** A plot of land between two ditches. */
export interface Parcel {
  from: Uv;
  to: Uv;
  crop: 'rice' | 'vegetable';
}

const nearHamlet = (u: number, v: number) =>
  HAMLETS.some((h) => Math.abs(u - h.at[0]) < h.width / 2 + 10 && Math.abs(v - h.at[1]) < h.height / 2 + 10);

/** All parcels of the commune and around it: rows of narrow plots in each block, some of them divided. */
export function parcels(): Parcel[] {
  const next = random(20260602);
  const rows = BLOCKS.slice(1).flatMap((high, i) => {
    const low = BLOCKS[i]!;
    const half = (high - low) / 2;
    return [0, 1].map((side) => [low + side * half + 5, low + (side + 1) * half - 4] as const);
  });
  return rows.flatMap(([low, high]) => row(low, high, next));
}

function row(low: number, high: number, next: Random): Parcel[] {
  const out: Parcel[] = [];
  for (let u = -1500; u < 6900; ) {
    const width = 38 + next() * 66;
    const divided = next() < 0.18;
    const [middle, across] = [u + width / 2, (low + high) / 2];
    const wet = Math.abs(middle - riverAt(across)) < 190;
    const crossed = CROSSINGS.some((c) => Math.abs(middle - c) < width / 2 + 8);
    if (!wet && !crossed && !nearHamlet(middle, across)) {
      const crop = next() < 0.06 ? 'vegetable' : 'rice';
      const split = low + (high - low) * (0.35 + next() * 0.3);
      const parts: [number, number][] = divided
        ? [
            [low, split - 3],
            [split + 3, high],
          ]
        : [[low, high]];
      for (const [from, to] of parts) out.push({ from: [u + 1, from], to: [u + width - 1, to], crop });
    }
    u += width;
  }
  return out;
}

export const parcelFeature = ({ from, to, crop }: Parcel): MapFeature => ({
  type: 'Feature',
  geometry: polygon([from, [to[0], from[1]], to, [from[0], to[1]]]),
  properties: { layer: 'parcel', crop },
});

/** Hamlets with their houses. */
export function hamletFeatures(): MapFeature[] {
  const next = random(20260603);
  return HAMLETS.flatMap(({ name, at: [u, v], width: w, height: h }) => {
    const [left, right, low, high] = [u - w / 2, u + w / 2, v - h / 2, v + h / 2];
    const edge: Uv[] = [
      [left, low],
      [u - w * 0.1, low + 30 * next()],
      [right - 40, low - 20],
      [right, v - 20],
      [right - 30, high],
      [u, high + 25],
      [left + 30, high - 15],
      [left - 20, v],
    ];
    const hamlet: MapFeature = { type: 'Feature', geometry: polygon(edge), properties: { layer: 'hamlet', name } };
    return [hamlet, ...houses(left + 30, right - 30, low + 34, high - 20, next)];
  });
}

function houses(left: number, right: number, low: number, high: number, next: Random): MapFeature[] {
  const out: MapFeature[] = [];
  for (let row = low; row < high; row += 52)
    for (let u = left; u < right; u += 44) {
      if (next() > 0.78) continue;
      const [w, h] = [9 + next() * 9, 8 + next() * 6];
      const [x, y] = [u + (next() - 0.5) * 18, row + (next() - 0.5) * 14];
      const corners: Uv[] = [
        [x - w, y - h],
        [x + w, y - h],
        [x + w, y + h],
        [x - w, y + h],
      ];
      out.push({ type: 'Feature', geometry: polygon(corners), properties: { layer: 'house' } });
    }
  return out;
}
