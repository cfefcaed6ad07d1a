import './ground-map.css';
import { type Commune, MAP_LAYERS } from '#hub/contracts';
import { useMemo } from 'react';
import { CommuneLayer } from '../land/map/commune-layer.js';
import { MapView } from '../land/map/map-view.js';
import type { GroundMap } from './map-field.js';
import { useCommuneWords } from './words.js';

/** A commune's map as it will lie below everything, before it is saved: features that the hub would not take are left out. */
export default function GroundMapView({ map }: { map: GroundMap }) {
  const t = useCommuneWords();
  const commune = useMemo(
    (): Commune => ({
      ...{ code: '00000', name: '', province: '', simulated: false },
      map: { ...map, features: map.features.filter(isDrawn) },
    }),
    [map],
  );
  return (
    <div className="ground-map">
      <MapView key={map.features.length} label={t.shown}>
        <CommuneLayer commune={commune} />
      </MapView>
    </div>
  );
}

const GEOMETRIES: readonly unknown[] = ['Point', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'];
/** Out of any file at all. */
const isDrawn = ({ geometry, properties }: Partial<GroundMap['features'][number]>): boolean =>
  GEOMETRIES.includes(geometry?.type) &&
  Array.isArray(geometry?.coordinates) &&
  properties !== undefined &&
  MAP_LAYERS.includes(properties.layer);
