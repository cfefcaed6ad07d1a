import type { AirPicture } from '#hub/contracts';
import { createStore, type Store } from '../live/plain-store.js';
import { getJson, RequestFailed } from '../live/rest.js';

/** An answer and when it came, by this phone's clock: it may be shown long after, without a network. */
export interface Kept {
  picture: AirPicture;
  receivedAt: number;
}
export interface Air {
  kept?: Kept;
  /** Why the newest question has no answer. */
  failing?: 'offline' | 'busy';
}
export interface AirKeeper {
  air: Store<Air>;
  refresh(): void;
}

/** With the number of its shape: what an earlier build kept in another one is not shown. */
const KEPT = 'air-1';
const EVERY_MS = 5 * 60_000;
const AGAIN_MS = 30_000;

/** Asks the hub now, every five minutes, and whenever somebody looks again; keeps the last answer on the phone. */
export function keepAir(): AirKeeper {
  const kept = read();
  const air = createStore<Air>(kept ? { kept } : {});
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  const ask = async () => {
    if (asking) return;
    asking = true;
    clearTimeout(timer);
    let soon = false;
    try {
      const next = { picture: await getJson<AirPicture>('/api/air'), receivedAt: Date.now() };
      air.set({ kept: next });
      write(next);
      // a commune that has just begun has an index before long
      soon = next.picture.worst === undefined;
    } catch (error) {
      soon = true;
      const away = error instanceof RequestFailed && error.reason === 'unreachable';
      air.set({ ...air.get(), failing: away ? 'offline' : 'busy' });
    }
    asking = false;
    timer = setTimeout(ask, soon ? AGAIN_MS : EVERY_MS);
  };
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void ask());
  window.addEventListener('online', () => void ask());
  void ask();
  return { air, refresh: () => void ask() };
}

/** The hub's time now, as far as this phone can tell. A clock that was set back makes nothing younger than it was. */
export const hubTime = ({ picture, receivedAt }: Kept, now: number): number =>
  picture.now + Math.max(0, now - receivedAt);

// a browser may forbid it, or keep what another build wrote
function read(): Kept | undefined {
  try {
    const kept = JSON.parse(window.localStorage.getItem(KEPT) ?? 'null') as Kept | null;
    return kept && Array.isArray(kept.picture?.stations) && kept.receivedAt > 0 ? kept : undefined;
  } catch {
    return undefined;
  }
}
function write(kept: Kept): void {
  try {
    window.localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // shown now, and not kept
  }
}
