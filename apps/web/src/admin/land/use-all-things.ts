import type { LonLat, Thing, ThingKind } from '#hub/contracts';
import { useEffect, useMemo, useState } from 'react';
import { getJson } from '../../live/rest.js';
import { createStore, useStore } from '../../live/store.js';
import { type ThingPage, thingsPath } from '../data/things.js';
import type { MapThing } from './map/map-thing.js';

const PER_PAGE = 1000;
const MOST_PAGES = 30;

/** Counts what was saved here: maps are drawn anew. */
const changes = createStore(0);
export const landChanged = (): void => changes.set(changes.get() + 1);

/** Everything of a kind, page by page: what the map draws. */
export function useAllThings<K extends ThingKind>(kind: K | undefined): { things: readonly Thing<K>[]; total: number } {
  const stamp = useStore(changes);
  const [all, setAll] = useState<{ kind: ThingKind | undefined; things: readonly Thing<K>[]; total: number }>();
  useEffect(() => {
    if (!kind) return;
    const own = new AbortController();
    const load = async () => {
      const things: Thing<K>[] = [];
      for (let page = 0; page < MOST_PAGES; page++) {
        const path = thingsPath(kind, { limit: PER_PAGE, offset: page * PER_PAGE });
        const found = await getJson<ThingPage<K>>(path, own.signal);
        things.push(...found.things);
        setAll({ kind, things: [...things], total: found.total });
        if (things.length >= found.total || found.things.length === 0) return;
      }
    };
    // the list beside the map says what is wrong, with a way to try again
    load().catch(() => undefined);
    return () => own.abort();
  }, [kind, stamp]);
  return all && all.kind === kind ? all : NOTHING;
}
const NOTHING = { things: [], total: 0 };

/** Things as they lie on the map. */
export function useMapThings(kind: ThingKind | undefined): {
  things: readonly MapThing[];
  total: number;
  loaded: number;
} {
  const { things, total } = useAllThings(kind);
  const drawn = useMemo(() => things.map(onMap), [things]);
  return { things: drawn, total, loaded: things.length };
}

/** The same for the same: what is drawn already is known again. */
function onMap(thing: Thing): MapThing {
  const known = drawn.get(thing);
  if (known) return known;
  const made = mapThing(thing);
  drawn.set(thing, made);
  return made;
}
const drawn = new WeakMap<Thing, MapThing>();

export function mapThing(thing: Thing): MapThing {
  const name = nameOf(thing);
  if ('area' in thing && thing.area) return { id: thing.id, name, area: thing.area };
  if ('lat' in thing) return { id: thing.id, name, at: [thing.lon, thing.lat] };
  if ('nodes' in thing) {
    const at = new Map(thing.nodes.map((node) => [node.id, [node.lon, node.lat] as LonLat]));
    const lines = thing.reaches.flatMap(({ from, to, via = [] }) => {
      const ends = [at.get(from), at.get(to)];
      return ends[0] && ends[1] ? [[ends[0], ...via, ends[1]]] : [];
    });
    return { id: thing.id, name, lines };
  }
  return { id: thing.id, name };
}

/** What a thing is called: plots by what their owner says, cameras by their id. */
export const nameOf = (thing: Thing): string =>
  ('name' in thing && thing.name) || ('ownName' in thing && thing.ownName) || thing.id;
