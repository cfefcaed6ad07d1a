import { useEffect, useRef } from 'react';
import { type Handle, Handles } from './handles.js';
import { useMap } from './map-view.js';

/** Shows handles on the map for as long as the part is there. */
export function useHandles(handles: readonly Handle[]): void {
  const map = useMap();
  const shown = useRef<Handles>(undefined);
  useEffect(() => {
    const made = new Handles(map);
    shown.current = made;
    return () => made.end();
  }, [map]);
  useEffect(() => shown.current?.show(handles));
}
