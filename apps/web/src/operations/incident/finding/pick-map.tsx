import type { LonLat, SuspectedArea } from '#hub/contracts';
import L from 'leaflet';
import { useEffect } from 'react';
import { useCommune } from '../../../admin/data/commune.js';
import { CommuneLayer } from '../../../admin/land/map/commune-layer.js';
import { flip } from '../../../admin/land/map/map-thing.js';
import { MapView, useMap } from '../../../admin/land/map/map-view.js';
import { PANE } from '../../../admin/land/map/panes.js';
import { AreaLayer } from './area-layer.js';

interface Picked {
  spot: LonLat | undefined;
  radiusM: number;
  onPick(spot: LonLat): void;
}

/** The suspected area on the commune's map, and a place on it that is put right by pressing there. */
export default function PickMap(props: Picked & { label: string; where: SuspectedArea | undefined }) {
  const { label, where, ...picked } = props;
  const { value: commune } = useCommune();
  return (
    <MapView label={label}>
      <CommuneLayer commune={commune} />
      {where && <AreaLayer where={where} beside={undefined} />}
      <SpotLayer {...picked} />
    </MapView>
  );
}

function SpotLayer({ spot, radiusM, onPick }: Picked) {
  const map = useMap();
  useEffect(() => {
    const press = ({ latlng }: L.LeafletMouseEvent) => onPick([latlng.lng, latlng.lat]);
    map.on('click', press);
    return () => void map.off('click', press);
  }, [map, onPick]);
  const [lon, lat] = spot ?? [];
  useEffect(() => {
    if (lat === undefined || lon === undefined) return;
    const renderer = L.svg({ pane: PANE.handles, padding: 0.5 });
    const how = { renderer, pane: PANE.handles, interactive: false, color: '#14202e', weight: 2 };
    const drawn = L.featureGroup([
      L.circleMarker(flip([lon, lat]), { ...how, radius: 6, fillColor: '#ffffff', fillOpacity: 1 }),
      ...(radiusM > 0 ? [L.circle(flip([lon, lat]), { ...how, radius: radiusM, fillOpacity: 0.12 })] : []),
    ]).addTo(map);
    return () => {
      drawn.remove();
      renderer.remove();
    };
  }, [map, lat, lon, radiusM]);
  return null;
}
