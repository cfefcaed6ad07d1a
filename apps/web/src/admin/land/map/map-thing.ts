import type { Area, LonLat } from '#hub/contracts';
import L from 'leaflet';

/** A thing as it lies on the map. */
export interface MapThing {
  id: string;
  name: string;
  area?: Area;
  at?: LonLat;
  lines?: readonly (readonly LonLat[])[];
}

export const flip = ([lon, lat]: LonLat): [number, number] => [lat, lon];

/** Drawn, and not yet on a map. */
export function pathsOf({ area, at, lines }: Pick<MapThing, 'area' | 'at' | 'lines'>, style: L.PathOptions): L.Path[] {
  const paths: L.Path[] = [];
  if (area) {
    const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
    paths.push(
      L.polygon(
        polygons.map((rings) => rings.map((ring) => ring.map(flip))),
        style,
      ),
    );
  }
  for (const line of lines ?? []) paths.push(L.polyline(line.map(flip), { ...style, fill: false }));
  if (at) paths.push(L.circleMarker(flip(at), { ...style, radius: 7, fillOpacity: 0.9 }));
  return paths;
}

const bounds = new WeakMap<MapThing, L.LatLngBounds>();

/** Undefined of what lies nowhere. Names are laid out again with each move of the map. */
export function boundsOf(thing: MapThing): L.LatLngBounds | undefined {
  const known = bounds.get(thing) ?? L.latLngBounds(cornersOf(thing).map(flip));
  bounds.set(thing, known);
  return known.isValid() ? known : undefined;
}

function cornersOf({ area, at, lines = [] }: MapThing): LonLat[] {
  const rings = area?.type === 'Polygon' ? area.coordinates : (area?.coordinates.flat() ?? []);
  return [...rings.flat(), ...lines.flat(), ...(at ? [at] : [])];
}
