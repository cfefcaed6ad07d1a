import './sources.css';
import type { ListedSource, Severity as Level } from '#hub/contracts';
import { sooner } from '#hub/water';
import L from 'leaflet';
import { useEffect } from 'react';
import { Severity } from '../../ui/severity.js';
import { OUTLINE, SIGN } from '../../ui/severity-shapes.js';
import { useMap } from '../land/map/map-view.js';
import { PANE } from '../land/map/panes.js';
import { useSourceWords } from './words.js';

const SIZE = 30;
/** Above the point, which is clicked. */
const ABOVE = 38;
const SHOWN = ['emergency', 'warning', 'watch'] as const;

/** What stands above a source on the map: over a limit, overdue, due soon; each has a shape of its own. */
export function markOf({ source, permit, check, exceeding }: ListedSource): Level | undefined {
  if (source.closed) return undefined;
  if (exceeding > 0) return 'emergency';
  const { state } = sooner(permit, check);
  return state === 'overdue' ? 'warning' : state === 'soon' ? 'watch' : undefined;
}

export function SourceMarks({ sources, hidden }: { sources: readonly ListedSource[]; hidden?: string | undefined }) {
  const map = useMap();
  useEffect(() => {
    const group = L.layerGroup();
    for (const listed of sources) {
      const mark = markOf(listed);
      if (!mark || listed.source.id === hidden) continue;
      const shape = `<path class="filled" d="${OUTLINE[mark]}"/><path class="sign" d="${SIGN[mark]}"/>`;
      const icon = L.divIcon({
        className: 'source-mark',
        html: `<svg class="severity ${mark} active" viewBox="0 0 48 48" aria-hidden="true">${shape}</svg>`,
        iconSize: [SIZE, SIZE],
        iconAnchor: [SIZE / 2, ABOVE],
      });
      const at: [number, number] = [listed.source.lat, listed.source.lon];
      group.addLayer(L.marker(at, { icon, interactive: false, keyboard: false, pane: PANE.labels }));
    }
    group.addTo(map);
    return () => void group.remove();
  }, [map, sources, hidden]);
  return null;
}

/** What the shapes on the map mean. */
export function MarksLegend({ sources }: { sources: readonly ListedSource[] }) {
  const t = useSourceWords();
  const used = new Set(sources.map(markOf));
  if (!SHOWN.some((mark) => used.has(mark))) return null;
  return (
    <ul className="source-legend" aria-label={t.legend}>
      {SHOWN.filter((mark) => used.has(mark)).map((mark) => (
        <li key={mark}>
          <Severity kind={mark} />
          {t.marks[mark]}
        </li>
      ))}
    </ul>
  );
}
