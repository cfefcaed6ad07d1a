import { createStore, type Store } from './store.js';

export interface Resource<T> {
  store: Store<T>;
  /** Asks again now. */
  refresh(): void;
  stop(): void;
}

const FIRST_RETRY_MS = 1000;
const MAX_RETRY_MS = 30_000;

/**
 * Keeps a REST answer fresh: asked at once, then every `everyMs`; after a failure again and again with a growing, capped
 * pause, for ever. The last good answer stays. A new request overtakes one under way.
 */
export function keepFresh<T>(first: T, load: (signal: AbortSignal) => Promise<T>, everyMs: number): Resource<T> {
  const store = createStore(first);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  let failures = 0;
  let stopped = false;

  const run = async () => {
    clearTimeout(timer);
    running?.abort();
    const own = new AbortController();
    running = own;
    try {
      const answer = await load(own.signal);
      if (own.signal.aborted) return;
      store.set(answer);
      failures = 0;
    } catch {
      if (own.signal.aborted) return;
      failures++;
    }
    if (stopped) return;
    const pause = failures === 0 ? everyMs : Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 5));
    timer = setTimeout(run, pause);
  };
  void run();
  return {
    store,
    refresh: () => void run(),
    stop() {
      stopped = true;
      clearTimeout(timer);
      running?.abort();
    },
  };
}
