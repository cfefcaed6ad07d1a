import './sources.css';
import { type ListedSource, POINT_PLACES, type PointPlace, type Severity as Level } from '#hub/contracts';
import { sooner } from '#hub/water';
import L from 'leaflet';
import { useEffect } from 'react';
import { useLang } from '../../i18n/lang.js';
import { Severity } from '../../ui/severity.js';
import { OUTLINE, SIGN } from '../../ui/severity-shapes.js';
import { useMap } from '../land/map/map-view.js';
import { PANE } from '../land/map/panes.js';
import { DUE_FACE, DUE_HANDS, DueMark, type WaitingNot } from './due-mark.js';
import { PointMark } from './point-mark.js';
import type { MarkedPoint } from './points-on-map.js';
import { useSourceWords } from './words.js';

const SIZE = 28;
/** Beside the point, which is clicked; names stand above and below it. */
const BESIDE = -9;

interface Marks {
  worst?: Level;
  due?: WaitingNot;
}

/** What stands beside a source on the map: how bad its last sample was, and whether something is due. */
export function marksOf({ source, permit, check, worst }: ListedSource): Marks {
  if (source.closed) return {};
  const { state } = sooner(permit, check);
  return { ...(worst && { worst }), ...((state === 'overdue' || state === 'soon') && { due: state }) };
}

const drawn = (name: string, [first, second]: readonly [string, string]): string =>
  `<svg class="${name}" viewBox="0 0 48 48" aria-hidden="true">${first}${second}</svg>`;
function htmlOf({ worst, due }: Marks): string {
  const severity =
    worst &&
    drawn(`severity ${worst} active`, [
      `<path class="filled" d="${OUTLINE[worst]}"/>`,
      `<path class="sign" d="${SIGN[worst]}"/>`,
    ]);
  const clock = due && drawn(`due-mark ${due}`, [`<path d="${DUE_FACE}"/>`, `<path class="hands" d="${DUE_HANDS}"/>`]);
  return [severity, clock].filter(Boolean).join('');
}

export function SourceMarks({ sources, hidden }: { sources: readonly ListedSource[]; hidden?: string | undefined }) {
  const map = useMap();
  useEffect(() => {
    const group = L.layerGroup();
    for (const listed of sources) {
      const html = htmlOf(marksOf(listed));
      if (html === '' || listed.source.id === hidden) continue;
      const icon = L.divIcon({
        ...{ className: 'source-mark', html, iconSize: [2 * SIZE, SIZE], iconAnchor: [BESIDE, SIZE / 2] },
      });
      const at: [number, number] = [listed.source.lat, listed.source.lon];
      group.addLayer(L.marker(at, { icon, interactive: false, keyboard: false, pane: PANE.labels }));
    }
    group.addTo(map);
    return () => void group.remove();
  }, [map, sources, hidden]);
  return null;
}

/** What the signs on the map mean. */
export function MarksLegend({ sources, points }: { sources: readonly ListedSource[]; points: readonly MarkedPoint[] }) {
  const t = useSourceWords();
  const lang = useLang();
  const all = sources.map(marksOf);
  const used = (['emergency', 'warning', 'watch'] as const).filter((kind) => all.some(({ worst }) => worst === kind));
  const dues = (['overdue', 'soon'] as const).filter((state) => all.some(({ due }) => due === state));
  const places = (Object.keys(POINT_PLACES) as PointPlace[]).filter((kind) =>
    points.some(({ place }) => place === kind),
  );
  if (used.length + dues.length + places.length === 0) return null;
  return (
    <ul className="source-legend" aria-label={t.legend}>
      {used.length > 0 && (
        <li>
          {used.map((kind) => (
            <Severity key={kind} kind={kind} />
          ))}
          {t.marks.over}
        </li>
      )}
      {dues.map((state) => (
        <li key={state}>
          <DueMark state={state} />
          {t.marks[state]}
        </li>
      ))}
      {places.map((place) => (
        <li key={place}>
          <PointMark place={place} />
          {t.pointOn(POINT_PLACES[place][lang].toLowerCase())}
        </li>
      ))}
    </ul>
  );
}
