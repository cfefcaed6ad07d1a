import type { SuspectedArea } from '#hub/contracts';
import L from 'leaflet';
import { useEffect, useRef } from 'react';
import { PANE } from '../../../admin/land/map/panes.js';
import { pathsOf } from '../../../admin/land/map/map-thing.js';
import { useMap } from '../../../admin/land/map/map-view.js';

/** The suspected area, hatched and dashed; the first time it is there all of it is shown. */
export function AreaLayer({ where, name }: { where: SuspectedArea; name: string }) {
  const map = useMap();
  const shown = useRef(false);
  // an answer that says the same again is another object
  const key = JSON.stringify(where.area);
  useEffect(() => {
    const area = JSON.parse(key) as SuspectedArea['area'];
    const renderer = L.svg({ pane: PANE.draft, padding: 0.5 });
    const paths = pathsOf(
      { id: 'area', name, area },
      { className: 'suspected-area', renderer, pane: PANE.draft, interactive: false },
    );
    const group = L.featureGroup(paths).addTo(map);
    if (!shown.current) {
      shown.current = true;
      map.fitBounds(group.getBounds().extend(map.getCenter()), { padding: [24, 24], maxZoom: 15, animate: false });
    }
    return () => {
      group.remove();
      renderer.remove();
    };
  }, [map, key, name]);
  return null;
}

/** What the area is filled with. Once a page. */
export const Hatch = () => (
  <svg className="hatch" width="0" height="0" aria-hidden="true">
    <defs>
      <pattern id="suspected-hatch" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="3" height="9" fill="#a33c00" />
      </pattern>
    </defs>
  </svg>
);
