import type { LatestOfDevice, Presence } from '#hub/contracts';
import type { LinkState } from '../../live/link.js';
import { EMPTY, type LiveState } from '../../live/live-state.js';
import { getJson } from '../../live/rest.js';
import { createStore } from '../../live/store.js';
import type { Hub } from './line.js';

const EVERY_MS = 10_000;
const RETRY_MS = 3000;

/** The same for whoever sees a part of the commune: presence and values of what is his or hers, asked for. */
export function pollHub(): Hub {
  const live = createStore<LiveState>(EMPTY);
  const link = createStore<LinkState>('connecting');
  const returned = new Set<() => void>();
  let heardAt: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const ask = async () => {
    try {
      const [{ presence }, { latest }] = await Promise.all([
        getJson<{ presence: Presence[] }>('/api/presence'),
        getJson<{ latest: LatestOfDevice[] }>('/api/latest'),
      ]);
      live.set({
        ...live.get(),
        presence: new Map(presence.map((p) => [p.device, p])),
        latest: new Map(latest.map((l) => [l.device, l.values])),
      });
      heardAt = Date.now();
      const back = link.get() === 'lost' || link.get() === 'never';
      link.set('live');
      if (back) for (const listener of returned) listener();
    } catch {
      link.set(heardAt === undefined ? 'never' : 'lost');
    }
    if (!stopped) timer = setTimeout(() => void ask(), link.get() === 'live' ? EVERY_MS : RETRY_MS);
  };
  void ask();
  return {
    live,
    link,
    now: Date.now,
    heardAt: () => heardAt,
    onReconnect(listener) {
      returned.add(listener);
      return () => returned.delete(listener);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
