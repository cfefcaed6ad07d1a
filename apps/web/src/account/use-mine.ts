import {
  type AreaUnit,
  type Device,
  isGone,
  type LatestOfDevice,
  type Place,
  type Plot,
  type Scope,
} from '#hub/contracts';
import { useCallback, useEffect, useState } from 'react';
import { getJson, listIn } from '../live/rest.js';
import { mayEverywhere, type SignedIn } from '../session/me.js';

/** What is somebody's own, in the scopes of his or her roles. */
export interface Mine {
  plots: readonly Plot[];
  devices: readonly Device[];
  latest: ReadonlyMap<string, LatestOfDevice['values']>;
  /** In what areas are said here. */
  areaUnits: readonly AreaUnit[];
  /** What the places of the roles are called. */
  nameOf(scope: Scope): string | undefined;
}

const MOST = 100;

/** Asks for it once, and again when told to. Of somebody who looks after the whole commune nothing is his own. */
export function useMine(me: SignedIn): { mine: Mine | undefined; again(): void } {
  const [mine, setMine] = useState<Mine>();
  const [asked, setAsked] = useState(0);
  const again = useCallback(() => setAsked((n) => n + 1), []);
  const all = mayEverywhere(me, 'devices.read');
  useEffect(() => {
    if (all) return;
    const leaving = new AbortController();
    void read(leaving.signal).then((read) => {
      if (!leaving.signal.aborted) setMine(read);
    });
    return () => leaving.abort();
  }, [me.id, all, asked]);
  return { mine, again };
}

async function read(signal: AbortSignal): Promise<Mine> {
  // what somebody may not read, or what does not answer, is not shown
  const list = <T>(path: string, name: string): Promise<T[]> =>
    getJson(path, signal).then(
      (answer) => listIn<T>(answer, name),
      () => [],
    );
  type Named = { id: string; name: string };
  const [plots, blocks, hamlets, devices, latest, areaUnits] = await Promise.all([
    list<Plot>(`/api/registry/plot?limit=${MOST}`, 'things'),
    list<Named>(`/api/registry/block?limit=${MOST}`, 'things'),
    list<Named>(`/api/registry/hamlet?limit=${MOST}`, 'things'),
    list<Device>('/api/devices', 'devices'),
    list<LatestOfDevice>('/api/latest', 'latest'),
    list<AreaUnit>('/api/commune/area-units', 'areaUnits'),
  ]);
  const names = new Map<string, string>([
    ...plots.map(({ id, ownName }) => [`plot ${id}`, ownName ?? id] as const),
    ...blocks.map(({ id, name }) => [`block ${id}`, name] as const),
    ...hamlets.map(({ id, name }) => [`hamlet ${id}`, name] as const),
  ]);
  return {
    plots,
    areaUnits,
    devices: devices.filter(({ state }) => !isGone(state) && state !== 'planned'),
    latest: new Map(latest.map(({ device, values }) => [device, values])),
    nameOf: ({ kind, id }) => names.get(`${kind} ${id}`),
  };
}

/** Where a plot lies, for whoever asks what may be done there. */
export const placeOf = ({ commune, hamlet, block, id }: Plot): Place => ({
  commune,
  plot: id,
  ...(hamlet && { hamlet }),
  ...(block && { block }),
});
