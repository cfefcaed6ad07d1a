import { useMemo } from 'react';
import { useCommune } from '../data/commune.js';
import { CommuneLayer, namesOf } from '../land/map/commune-layer.js';
import type { MapThing } from '../land/map/map-thing.js';
import { MapView } from '../land/map/map-view.js';
import { ThingsLayer } from '../land/map/things-layer.js';

/** Things of a file on the commune's map: wrong coordinates are seen at once. */
export default function PreviewMap({ things, label }: { things: readonly MapThing[]; label: string }) {
  const { value: commune } = useCommune();
  const names = useMemo(() => namesOf(commune), [commune]);
  return (
    <div className="preview-map">
      <MapView label={label}>
        <CommuneLayer commune={commune} />
        <ThingsLayer things={things} tone="main" beside={names} />
      </MapView>
    </div>
  );
}
