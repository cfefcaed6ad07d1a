import L from 'leaflet';
import { useEffect, useRef, useState } from 'react';
import { DrawnThings } from './drawn-things.js';
import { Labels, type Named } from './labels.js';
import type { Tone } from './looks.js';
import { boundsOf, type MapThing } from './map-thing.js';
import { useMap } from './map-view.js';

/** Things of a kind. Whoever clicks one opens it; the list beside the map does the same for keyboards. */
export function ThingsLayer(props: {
  things: readonly MapThing[];
  tone: Tone;
  /** Which one is open: drawn above the others; not drawn at all while its shape is being changed. */
  chosen?: string | undefined;
  hidden?: string | undefined;
  /** Names that stand on the map already; absent: the things are not named on it. */
  beside?: readonly Named[] | undefined;
  onOpen?(id: string): void;
}) {
  const { things, tone, chosen, hidden, beside, onOpen } = props;
  const map = useMap();
  const opens = useRef(onOpen);
  opens.current = onOpen;
  const [drawn, setDrawn] = useState<DrawnThings>();
  useEffect(() => {
    const made = new DrawnThings(map, tone, (id) => opens.current?.(id));
    setDrawn(made);
    return () => made.end();
  }, [map, tone]);
  useEffect(() => drawn?.show(things), [drawn, things]);
  useEffect(() => drawn?.mark(chosen, hidden), [drawn, things, chosen, hidden]);
  useEffect(() => {
    if (!beside) return;
    const labels = new Labels(map);
    labels.show(
      things.filter(({ id }) => id !== hidden),
      beside,
    );
    return () => labels.end();
  }, [map, things, hidden, beside]);
  return null;
}
/** Brings what is open into view. */
export function Focus({ thing }: { thing: MapThing | undefined }) {
  const map = useMap();
  const id = thing?.id;
  const known = useRef(thing);
  known.current = thing;
  useEffect(() => {
    const bounds = id === undefined || !known.current ? undefined : boundsOf(known.current);
    if (!bounds || (map.getBounds().contains(bounds) && map.getZoom() >= 15)) return;
    map.fitBounds(bounds, { maxZoom: 17, padding: [60, 60], animate: false });
  }, [map, id]);
  return null;
}

/** Shows all of it where no map of the commune says where to look; once, since afterwards somebody looks elsewhere. */
export function FitOnce({ things }: { things: readonly MapThing[] }) {
  const map = useMap();
  const done = useRef(false);
  useEffect(() => {
    const bounds = L.latLngBounds([]);
    for (const thing of things) {
      const own = boundsOf(thing);
      if (own) bounds.extend(own);
    }
    if (done.current || !bounds.isValid()) return;
    done.current = true;
    map.fitBounds(bounds, { maxZoom: 16, padding: [40, 40], animate: false });
  }, [map, things]);
  return null;
}
