import type { LonLat } from '#hub/contracts';
import type L from 'leaflet';
import { useEffect, useRef } from 'react';
import { spot } from '../shape/shape.js';
import { useMap } from './map-view.js';

interface Clicks {
  onPoint(at: LonLat): void;
  /** Where the pointer is, while something follows it. */
  onHover?(at: LonLat): void;
  /** A double click, or Enter. */
  onEnd?(): void;
  onBack?(): void;
  onCancel?(): void;
}

/** Clicks and keys of a map while something is drawn on it. */
export function useMapClicks(active: boolean, clicks: Clicks): void {
  const map = useMap();
  const latest = useRef(clicks);
  latest.current = clicks;
  useEffect(() => {
    if (!active) return;
    const placeOf = (event: L.LeafletMouseEvent) => spot(event.latlng.lng, event.latlng.lat);
    const onClick = (event: L.LeafletMouseEvent) => latest.current.onPoint(placeOf(event));
    const onMove = (event: L.LeafletMouseEvent) => latest.current.onHover?.(placeOf(event));
    const onDouble = () => latest.current.onEnd?.();
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
      if (event.key === 'Enter' && event.target === map.getContainer()) latest.current.onEnd?.();
      else if (event.key === 'Backspace') latest.current.onBack?.();
      else if (event.key === 'Escape') latest.current.onCancel?.();
      else return;
      event.preventDefault();
    };
    map.doubleClickZoom.disable();
    map.getContainer().classList.add('drawing');
    map.on('click', onClick).on('mousemove', onMove).on('dblclick', onDouble);
    window.addEventListener('keydown', onKey);
    return () => {
      map.doubleClickZoom.enable();
      map.getContainer().classList.remove('drawing');
      map.off('click', onClick).off('mousemove', onMove).off('dblclick', onDouble);
      window.removeEventListener('keydown', onKey);
    };
  }, [map, active]);
}
