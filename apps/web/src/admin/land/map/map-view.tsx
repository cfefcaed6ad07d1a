import 'leaflet/dist/leaflet.css';
import './map.css';
import L from 'leaflet';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { useLandWords } from '../words.js';
import { PANE, PANE_Z } from './panes.js';

const MapContext = createContext<L.Map | undefined>(undefined);

/** The map around a layer. Only inside `MapView`. */
export function useMap(): L.Map {
  const map = useContext(MapContext);
  if (!map) throw new Error('a layer was used outside of a map');
  return map;
}

/** Vietnam, until something is known to be shown. */
const COUNTRY: L.LatLngBoundsExpression = [
  [8, 102],
  [23.5, 110],
];
/** A map without tiles: what it shows are its layers, and it needs no network. */
export function MapView({ label, children, overlay }: { label: string; children: ReactNode; overlay?: ReactNode }) {
  const t = useLandWords();
  const holder = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<L.Map>();
  // other words are no other map: its layers hold on to it. Before the map's own effect: it is taken off before the map is
  useEffect(() => {
    if (!map) return;
    const zoom = L.control.zoom({ position: 'topright', zoomInTitle: t.zoomIn, zoomOutTitle: t.zoomOut }).addTo(map);
    return () => void zoom.remove();
  }, [map, t]);
  useEffect(() => {
    const element = holder.current!;
    const made = L.map(element, {
      attributionControl: false,
      zoomControl: false,
      minZoom: 6,
      maxZoom: 21,
      zoomSnap: 0.5,
      keyboardPanDelta: 120,
    });
    for (const pane of Object.keys(PANE) as (keyof typeof PANE)[])
      made.createPane(PANE[pane]).style.zIndex = String(PANE_Z[pane]);
    L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(made);
    made.fitBounds(COUNTRY, { animate: false });
    const watch = new ResizeObserver(() => made.invalidateSize({ animate: false }));
    watch.observe(element);
    setMap(made);
    return () => {
      watch.disconnect();
      setMap(undefined);
      made.remove();
    };
  }, []);
  return (
    <div className="land-map">
      <div ref={holder} className="leaflet-holder" role="application" aria-label={label} aria-roledescription={t.map} />
      {map && <MapContext value={map}>{children}</MapContext>}
      {overlay}
    </div>
  );
}
