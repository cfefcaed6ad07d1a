import type { Area, LonLat } from '#hub/contracts';
import L from 'leaflet';
import { useEffect, useRef } from 'react';
import { nameMarker } from './commune-layer.js';
import { PANE, useMap } from './map-view.js';

/** A thing as it lies on the map. */
export interface MapThing {
  id: string;
  name: string;
  area?: Area;
  at?: LonLat;
  lines?: readonly (readonly LonLat[])[];
}
/** Around which things stand: drawn pale, and nothing to click. */
export type Tone = 'main' | 'around';

const MAIN: L.PathOptions = { color: '#0a5638', weight: 1.5, fillColor: '#3f9a6b', fillOpacity: 0.22 };
const AROUND: L.PathOptions = { color: '#5b6873', weight: 1, fillOpacity: 0, dashArray: '3 3' };
const CHOSEN: L.PathOptions = { color: '#7a2e00', weight: 3.5, fillColor: '#ff9838', fillOpacity: 0.35 };
/** More names than this cover the map. */
const MOST_NAMES = 60;

/** Things of a kind. Whoever clicks one opens it; the list beside the map does the same for keyboards. */
export function ThingsLayer(props: {
  things: readonly MapThing[];
  tone: Tone;
  /** Which one is open: drawn above the others; not drawn at all while its shape is being changed. */
  chosen?: string | undefined;
  hidden?: string | undefined;
  /** Not to be written on the map. */
  names?: boolean;
  onOpen?(id: string): void;
}) {
  const { things, tone, chosen, hidden, names = true, onOpen } = props;
  const map = useMap();
  const opens = useRef(onOpen);
  opens.current = onOpen;
  useEffect(() => {
    const renderer = L.canvas({ pane: PANE.things, padding: 0.3, tolerance: 4 });
    const interactive = tone === 'main';
    const group = L.featureGroup();
    const byId = new Map<string, L.Path[]>();
    for (const thing of things) {
      if (thing.id === hidden) continue;
      const paths = pathsOf(thing, { ...(tone === 'main' ? MAIN : AROUND), renderer, pane: PANE.things, interactive });
      for (const path of paths) {
        group.addLayer(path);
        if (!interactive) continue;
        path.bindTooltip(() => text(thing.name), { sticky: true });
        path.on('click', (event) => {
          L.DomEvent.stopPropagation(event);
          opens.current?.(thing.id);
        });
      }
      byId.set(thing.id, paths);
    }
    for (const path of (chosen && byId.get(chosen)) || []) {
      path.setStyle(CHOSEN);
      path.bringToFront();
    }
    if (tone === 'main' && names && things.length <= MOST_NAMES)
      for (const thing of things) {
        const at = middleOf(byId.get(thing.id));
        if (at) group.addLayer(nameMarker(at, thing.name, 'map-name thing'));
      }
    group.addTo(map);
    return () => {
      group.remove();
      renderer.remove();
    };
  }, [map, things, tone, chosen, hidden, names]);
  return null;
}

/** Brings what is open into view. */
export function Focus({ thing }: { thing: MapThing | undefined }) {
  const map = useMap();
  const id = thing?.id;
  const known = useRef(thing);
  known.current = thing;
  useEffect(() => {
    if (id === undefined || !known.current) return;
    const bounds = L.featureGroup(pathsOf(known.current, {})).getBounds();
    if (!bounds.isValid() || (map.getBounds().contains(bounds) && map.getZoom() >= 15)) return;
    map.fitBounds(bounds, { maxZoom: 17, padding: [60, 60], animate: false });
  }, [map, id]);
  return null;
}

function pathsOf({ area, at, lines }: MapThing, style: L.PathOptions): L.Path[] {
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
  for (const line of lines ?? []) paths.push(L.polyline(line.map(flip), { ...style, weight: 4, fill: false }));
  if (at) paths.push(L.circleMarker(flip(at), { ...style, radius: 7, fillOpacity: 0.9 }));
  return paths;
}

function middleOf(paths: readonly L.Path[] | undefined): L.LatLng | undefined {
  const bounds = paths && L.featureGroup([...paths]).getBounds();
  return bounds?.isValid() ? bounds.getCenter() : undefined;
}

export const flip = ([lon, lat]: LonLat): [number, number] => [lat, lon];

function text(words: string): HTMLElement {
  const element = document.createElement('span');
  element.textContent = words;
  return element;
}
