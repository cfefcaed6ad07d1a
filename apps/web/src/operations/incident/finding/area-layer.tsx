import type { LonLat, SuspectedArea } from '#hub/contracts';
import { polygonsOf } from '#hub/geodesy';
import { drawnOutline } from '#hub/smoke';
import L from 'leaflet';
import { useEffect } from 'react';
import { PANE } from '../../../admin/land/map/panes.js';
import { flip, pathsOf } from '../../../admin/land/map/map-thing.js';
import { useMap } from '../../../admin/land/map/map-view.js';

/** Whoever moves the map has seen it. */
const MOVES = ['pointerdown', 'wheel', 'keydown'] as const;

/** The suspected area, hatched and dashed, with a dot at its likeliest place; shown whole with its station until somebody moves the map. */
export function AreaLayer({ where, beside }: { where: SuspectedArea; beside: LonLat | undefined }) {
  const map = useMap();
  // an answer that says the same again is another object
  const key = JSON.stringify([where.area, beside, where.best]);
  useEffect(() => {
    const [area, station, best] = JSON.parse(key) as [SuspectedArea['area'], LonLat | null, LonLat];
    const renderer = L.svg({ pane: PANE.draft, padding: 0.5 });
    const paths = pathsOf(
      { area: drawn(area) },
      { className: 'suspected-area', renderer, pane: PANE.draft, interactive: false },
    );
    const likeliest = L.circleMarker(flip(best), {
      ...{ className: 'likeliest-place', radius: 6, renderer, pane: PANE.draft, interactive: false },
    });
    const group = L.featureGroup([...paths, likeliest]).addTo(map);
    const bounds = group.getBounds();
    if (station) bounds.extend(flip(station));
    const show = () => void map.fitBounds(bounds, { padding: [24, 24], maxZoom: 15, animate: false });
    const holder = map.getContainer();
    const leave = () => {
      map.off('resize', show);
      for (const move of MOVES) holder.removeEventListener(move, leave);
    };
    show();
    map.on('resize', show);
    for (const move of MOVES) holder.addEventListener(move, leave, { passive: true });
    return () => {
      leave();
      group.remove();
      renderer.remove();
    };
  }, [map, key]);
  return null;
}

/** Without the steps of its squares. All its rings are in one: what is inside is told by the even-odd rule. */
function drawn(area: SuspectedArea['area']): SuspectedArea['area'] {
  const rings = polygonsOf(area)
    .flat()
    .map((ring) => ring.slice(1).map(([x, y]) => ({ x, y })));
  const closed = drawnOutline(rings).map((ring) => [...ring, ring[0]!].map(({ x, y }): LonLat => [x, y]));
  return { type: 'Polygon', coordinates: closed };
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
