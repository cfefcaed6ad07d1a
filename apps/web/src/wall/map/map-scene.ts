import type { MapFeature } from '#hub/contracts';
import type { Station } from '../stations/station-state.js';
import { type Incident, locationOf } from './incident.js';
import { type Box, boxAround, overlaps } from './labels.js';
import type { Shown } from './seen.js';
import type { Suspicion } from './suspicion.js';
import { type Bounds, boundsOf, fit, type LonLat, type Pixel, positionsOf, type Projection } from './projection.js';

/** CSS pixels, and how many of them a layout pixel takes. */
export interface MapSize {
  width: number;
  height: number;
  u: number;
  /** Layout pixels at its lower edge that a list of stations without a place takes. */
  foot: number;
}

export interface Mark {
  station: Station;
  at: Pixel;
  /** Side of its shape, layout pixels. */
  size: number;
}

const PADDING = { top: 24, right: 60, bottom: 72, left: 60 };
/** Height of the map when no band is above it, layout pixels: an emergency magnifies that picture. */
const FULL_HEIGHT = 744;
const EMERGENCY_ZOOM = 1.36;

export function communeBounds(features: readonly MapFeature[], stations: readonly Station[]): Bounds | undefined {
  const boundary = features.filter((f) => f.properties.layer === 'boundary');
  const shown = boundary.length > 0 ? boundary : features;
  const positions = function* (): Generator<LonLat> {
    for (const f of shown) yield* positionsOf(f);
    if (shown.length > 0) return;
    for (const s of stations) {
      const at = locationOf(s.device);
      if (at) yield at;
    }
  };
  return boundsOf(positions());
}

export function projectionFor(bounds: Bounds, size: MapSize, emergency: LonLat | undefined): Projection {
  const { width, height, u, foot } = size;
  const padding = {
    top: PADDING.top * u,
    right: PADDING.right * u,
    bottom: (PADDING.bottom + foot) * u,
    left: PADDING.left * u,
  };
  const focus = emergency && { at: emergency, zoom: EMERGENCY_ZOOM, height: FULL_HEIGHT * u };
  return fit(bounds, { width, height, padding }, focus);
}

/** Marks in drawing order: rings first, the worst on top. */
export function marksOf(stations: readonly Station[], projection: Projection, incident: Incident | undefined): Mark[] {
  const weight = { normal: 0, off: 1, stale: 2, alarm: 3 } as const;
  return stations
    .flatMap((station): Mark[] => {
      const at = locationOf(station.device);
      return at ? [{ station, at: projection.project(at), size: sizeOf(station, incident) }] : [];
    })
    .sort((a, b) => weight[a.station.mark] - weight[b.station.mark] || a.size - b.size);
}

/** A camera that reports the smoke of the incident stands out among the quiet ones. */
export const seesSmoke = (station: Station, incident: Incident | undefined): boolean =>
  incident?.sectors.some((s) => s.device === station.device.id) ?? false;

function sizeOf(station: Station, incident: Incident | undefined): number {
  if (station.mark === 'stale' || station.mark === 'off') return 26;
  if (station.mark === 'normal') return station.isCamera ? (seesSmoke(station, incident) ? 36 : 28) : 20;
  if (station.isCamera) return 36;
  if (station.alert?.severity === 'emergency') return incident?.station === station ? 40 : 60;
  if (station.alert?.state === 'acknowledged') return 42;
  return incident ? 36 : 48;
}

/** The likeliest spot of the suspected area where the incident's mark covers no station; undefined: nothing of it is seen. */
export function clearSpot({ spots }: Suspicion, marks: readonly Mark[], u: number): Pixel | undefined {
  const free = (spot: Pixel) =>
    !marks.some((m) => overlaps(boxAround(m.at, m.size * u, m.size * u), boxAround(spot, 60 * u, 56 * u)));
  return spots.find(free) ?? spots[0];
}

export const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;
export type Corner = (typeof CORNERS)[number];
export const FOOT = 52;

const windBox = ({ width, height, u, foot }: MapSize, corner: Corner): Box => ({
  x: corner.endsWith('right') ? width - 330 * u : 0,
  y: corner.startsWith('bottom') ? height - (FOOT + foot + 122) * u : 0,
  width: 330 * u,
  height: 122 * u,
});

/** Where the wind covers fewest stations; top left where that is as good as anywhere. */
export function windCorner(marks: readonly Mark[], size: MapSize): Corner {
  const covered = (corner: Corner) =>
    marks.filter((m) => overlaps(boxAround(m.at, 1, 1), windBox(size, corner))).length;
  return CORNERS.reduce((best, corner) => (covered(corner) < covered(best) ? corner : best));
}

/** The wind in its corner, and what stands at the foot: the legend's line and the stations without a place. */
export const furniture = (size: MapSize, wind: Corner): Box[] => {
  const foot = (FOOT + size.foot) * size.u;
  return [windBox(size, wind), { x: 0, y: size.height - foot, width: size.width, height: foot }];
};

/** What lettering must not touch: marks, the incident's own mark, and the furniture at the edges. */
export function obstacles(marks: readonly Mark[], centre: Pixel | undefined, size: MapSize, wind: Corner): Box[] {
  const { u } = size;
  const reach = (m: Mark) => (m.station.mark === 'normal' ? m.size : m.size + 6) * u;
  const boxes = marks.map((m) => boxAround(m.at, reach(m), reach(m)));
  if (centre) boxes.push(boxAround(centre, 76 * u, 76 * u));
  boxes.push(...furniture(size, wind));
  return boxes;
}

/** How far outside of the commune an area still shows, layout pixels: it fades out there. */
export const LAND_MARGIN = 20;

/** Where suspected areas may be drawn: on the commune's land, clear of what stands at the map's foot. */
export function shownOf(features: readonly MapFeature[], projection: Projection, size: MapSize): Shown {
  const { width, height, u } = size;
  const ringsOf = ({ geometry: g }: MapFeature): readonly (readonly LonLat[])[] =>
    g.type === 'Polygon' ? g.coordinates : g.type === 'MultiPolygon' ? g.coordinates.flat() : [];
  const boundary = features.filter((f) => f.properties.layer === 'boundary');
  return {
    frame: { x: 8 * u, y: 4 * u, width: width - 16 * u, height: height - (FOOT + size.foot + 8) * u },
    land: boundary.flatMap(ringsOf).map((ring) => ring.map(projection.project)),
    margin: LAND_MARGIN * u,
  };
}
