import type { Alert, Commune, DeviceProfile, ListedDevice, Rule } from '#hub/contracts';
import { type HubClient, connectHub } from '../live/hub-client.js';
import { reloadOnNewBuild } from '../live/new-build.js';
import { keepFresh, type Resource } from '../live/resource.js';
import { getJson, listIn, RequestFailed } from '../live/rest.js';
import { onTheSecond } from './stage/on-the-second.js';

/** All sources a wall reads from: the live ones are made once a page and stopped with it, a replay has its own. */
export interface WallData {
  hub: HubClient;
  /** undefined: not asked yet; null: the hub has none. */
  commune: Resource<Commune | null | undefined>;
  devices: Resource<readonly ListedDevice[] | undefined>;
  profiles: Resource<readonly DeviceProfile[]>;
  rules: Resource<readonly Rule[]>;
  /** Alerts of the last day and a half, ended ones too. */
  history: Resource<readonly Alert[]>;
  /** What history does not tell is then not known, rather than not there yet. */
  replayed: boolean;
  /** Times the wall will show until history is asked again: now, or a replay's beginning and end. */
  span(): { from: number; to: number };
  /** Calls with the wall's time, now and then every `everyMs`, or as often as a replay has a new picture. */
  onTick(everyMs: number, listener: (now: number) => void): () => void;
  stop(): void;
}

const MINUTE = 60_000;
const HISTORY_MS = 36 * 60 * MINUTE;

/** `onRefused`: the hub no longer knows who watches, or what he may. */
export function openWallData(onRefused: () => void): WallData {
  const hub = connectHub(onRefused);
  const commune = keepFresh<Commune | null | undefined>(
    undefined,
    (signal) => orNull<Commune>('/api/commune', signal),
    10 * MINUTE,
  );
  const devices = keepFresh<readonly ListedDevice[] | undefined>(
    undefined,
    async (signal) => listIn<ListedDevice>(await getJson('/api/devices', signal), 'devices'),
    2 * MINUTE,
  );
  const profiles = keepFresh<readonly DeviceProfile[]>(
    [],
    async (signal) => listIn<DeviceProfile>(await getJson('/api/profiles', signal), 'profiles'),
    10 * MINUTE,
  );
  const rules = keepFresh<readonly Rule[]>(
    [],
    async (signal) => listIn<Rule>(await getJson('/api/rules', signal), 'rules'),
    10 * MINUTE,
  );
  const history = keepFresh<readonly Alert[]>(
    [],
    async (signal) => {
      await hub.timeKnown;
      return listIn<Alert>(
        await getJson(`/api/alerts?from=${Math.round(hub.now() - HISTORY_MS)}&limit=200`, signal),
        'alerts',
      );
    },
    5 * MINUTE,
  );
  const resources = [commune, devices, profiles, rules, history];

  const stopListening = hub.onReconnect(() => {
    for (const resource of resources) resource.refresh();
    void reloadOnNewBuild();
  });
  // a device that starts to speak before the list was read again
  let asked = 0;
  const stopWatching = hub.live.subscribe(() => {
    const known = devices.store.get();
    if (!known || performance.now() - asked < 5000) return;
    const ids = new Set(known.map((d) => d.id));
    if ([...hub.live.get().presence.keys(), ...hub.live.get().latest.keys()].every((id) => ids.has(id))) return;
    asked = performance.now();
    devices.refresh();
  });

  return {
    hub,
    commune,
    devices,
    profiles,
    rules,
    history,
    replayed: false,
    span: () => ({ from: hub.now(), to: hub.now() }),
    onTick: (everyMs, listener) => onTheSecond(hub.now, everyMs, listener),
    stop() {
      stopListening();
      stopWatching();
      for (const resource of resources) resource.stop();
      hub.stop();
    },
  };
}

async function orNull<T>(path: string, signal: AbortSignal): Promise<T | null> {
  try {
    return await getJson<T>(path, signal);
  } catch (error) {
    if (error instanceof RequestFailed && error.reason === 'not-found') return null;
    throw error;
  }
}
