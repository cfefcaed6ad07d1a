import { type Commune, MAP_LAYERS, type MapFeature } from '#hub/contracts';
import L from 'leaflet';
import { useEffect, useRef } from 'react';
import { type Named, nameMarker } from './labels.js';
import { useMap } from './map-view.js';
import { PANE } from './panes.js';

type Layer = MapFeature['properties']['layer'];

/** The sample map of the wall, by day. */
const STYLE: Record<Layer, L.PathOptions> = {
  parcel: { fillColor: '#e3e8c9', fillOpacity: 1, color: '#cdd4ab', weight: 1 },
  ditch: { color: '#a9cbe4', weight: 1 },
  hamlet: { fillColor: '#efe6cf', fillOpacity: 1, color: '#d8caa4', weight: 1 },
  house: { fillColor: '#cdbfa3', fillOpacity: 1, color: '#b8a884', weight: 1 },
  canal: { color: '#6faedd', weight: 3 },
  road: { color: '#ffffff', weight: 4 },
  sluice: { fillColor: '#0b4a7a', fillOpacity: 1, color: '#0b4a7a', weight: 2 },
  river: { fillColor: '#a7cdea', fillOpacity: 1, color: '#8dbbe0', weight: 4 },
  dyke: { color: '#b39b62', weight: 3 },
  boundary: { fill: false, color: '#35453c', weight: 2, dashArray: '8 6' },
  place: { fillColor: '#5b6873', fillOpacity: 1, color: '#5b6873', weight: 1 },
  label: { stroke: false, fill: false },
};
const NAMED: readonly Layer[] = ['hamlet', 'place', 'label', 'river'];

/** The commune's own map as the ground. Nothing of it can be clicked. */
export function CommuneLayer({ commune }: { commune: Commune | undefined }) {
  const map = useMap();
  const fitted = useRef(false);
  useEffect(() => {
    if (!commune) return;
    const renderer = L.canvas({ pane: PANE.land, padding: 0.5 });
    const ordered = [...commune.map.features].sort(
      (a, b) => MAP_LAYERS.indexOf(a.properties.layer) - MAP_LAYERS.indexOf(b.properties.layer),
    );
    const ground = L.geoJSON(ordered as GeoJSON.Feature[], {
      interactive: false,
      style: (feature) => ({ ...STYLE[(feature as MapFeature).properties.layer], renderer, pane: PANE.land }),
      pointToLayer: (feature, at) =>
        L.circleMarker(at, {
          ...STYLE[(feature as MapFeature).properties.layer],
          radius: 3,
          renderer,
          pane: PANE.land,
          interactive: false,
        }),
    });
    const names = L.layerGroup(
      ordered.flatMap(nameOf).map(({ at, name, layer }) => nameMarker(at, name, `map-name ${layer}`)),
    );
    ground.addTo(map);
    names.addTo(map);
    const boundary = ordered.filter(({ properties }) => properties.layer === 'boundary');
    const bounds = (boundary.length > 0 ? L.geoJSON(boundary as GeoJSON.Feature[]) : ground).getBounds();
    if (!fitted.current && bounds.isValid()) {
      fitted.current = true;
      map.fitBounds(bounds, { animate: false, padding: [12, 12] });
    }
    return () => {
      ground.remove();
      names.remove();
      renderer.remove();
    };
  }, [map, commune]);
  return null;
}

/** Names of the commune's own map. */
export const namesOf = (commune: Commune | undefined): Named[] => (commune?.map.features ?? []).flatMap(nameOf);

function nameOf(feature: MapFeature): (Named & { layer: Layer })[] {
  const { layer, name } = feature.properties;
  if (!name || !NAMED.includes(layer)) return [];
  const at = L.geoJSON(feature as GeoJSON.Feature)
    .getBounds()
    .getCenter();
  return [{ name, at, layer }];
}
