import type { LonLat } from '#hub/contracts';
import L from 'leaflet';
import { useEffect } from 'react';
import { useMap } from './map-view.js';
import { PANE } from './panes.js';
import { flip } from './map-thing.js';

export interface DraftLine {
  points: readonly LonLat[];
  look: 'area' | 'line' | 'next' | 'wrong' | 'chosen';
}

const STYLE: Record<DraftLine['look'], L.PathOptions> = {
  area: { color: '#7a2e00', weight: 3, fillColor: '#ff9838', fillOpacity: 0.25 },
  line: { color: '#7a2e00', weight: 4, fill: false },
  chosen: { color: '#0a4a8f', weight: 6, fill: false },
  next: { color: '#7a2e00', weight: 2, dashArray: '4 6', fill: false },
  wrong: { color: '#c8102e', weight: 4, fillColor: '#c8102e', fillOpacity: 0.2, dashArray: '8 4' },
};
const CLOSED: readonly DraftLine['look'][] = ['area', 'wrong'];

/** Lines of what is being drawn. Handles lie above them. */
export function useDraftLines(lines: readonly DraftLine[]): void {
  const map = useMap();
  useEffect(() => {
    const renderer = L.svg({ pane: PANE.draft, padding: 1 });
    const group = L.layerGroup(
      lines.map(({ points, look }) => {
        const style = { ...STYLE[look], renderer, pane: PANE.draft, interactive: false };
        return CLOSED.includes(look) ? L.polygon(points.map(flip), style) : L.polyline(points.map(flip), style);
      }),
    );
    group.addTo(map);
    return () => {
      group.remove();
      renderer.remove();
    };
  });
}
