import './sources.css';
import type { ListedSource, LonLat } from '#hub/contracts';
import L from 'leaflet';
import { useEffect, useMemo, useRef } from 'react';
import { useLang } from '../../i18n/lang.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { useDevices } from '../data/devices.js';
import { useMap } from '../land/map/map-view.js';
import { PANE } from '../land/map/panes.js';
import { pointMarkHtml } from './point-mark.js';
import { pointWords } from './point-words.js';
import { type MarkedPoint, pointsOnMap } from './points-on-map.js';

const SIZE = 22;
const THREAD: L.PolylineOptions = { color: '#14202e', weight: 1.5, dashArray: '2 4', interactive: false };
const flip = ([lon, lat]: LonLat): [number, number] => [lat, lon];

/** Monitoring points of sources as far as it is known where they are. */
export function useMarkedPoints(sources: readonly ListedSource[]): readonly MarkedPoint[] {
  const wants = sources.some(({ source }) => source.points?.some(({ device, lat }) => device && lat === undefined));
  const devices = useDevices(may(useMe(), 'devices.read') && wants).value?.devices;
  return useMemo(() => {
    const places = new Map(
      devices?.flatMap(({ id, lat, lon }) =>
        lat === undefined || lon === undefined ? [] : [[id, [lon, lat] satisfies LonLat] as const],
      ),
    );
    return pointsOnMap(sources, (device) => places.get(device));
  }, [sources, devices]);
}

/** Each point by its kind, with a thread to its source, which opens when it is clicked. The list does the same for keyboards. */
export function PointLayer({ points, onOpen }: { points: readonly MarkedPoint[]; onOpen(source: string): void }) {
  const map = useMap();
  const lang = useLang();
  const opens = useRef(onOpen);
  opens.current = onOpen;
  useEffect(() => {
    const group = L.layerGroup();
    for (const { source, at, from, ...point } of points) {
      group.addLayer(L.polyline([flip(from), flip(at)], { ...THREAD, pane: PANE.things }));
      const icon = L.divIcon({
        ...{ className: 'source-point', html: pointMarkHtml(point.place), iconSize: [SIZE, SIZE] },
      });
      const marker = L.marker(flip(at), { icon, keyboard: false, pane: PANE.labels });
      marker.bindTooltip(pointWords(point, lang), { direction: 'top', offset: [0, -SIZE / 2] });
      group.addLayer(marker.on('click', () => opens.current(source)));
    }
    group.addTo(map);
    return () => void group.remove();
  }, [map, points, lang]);
  return null;
}
