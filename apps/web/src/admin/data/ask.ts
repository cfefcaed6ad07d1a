import { useEffect } from 'react';
import { getJson, RequestFailed } from '../../live/rest.js';
import { createStore, type Store, useStore } from '../../live/store.js';

/** What the hub answered last, and whether it answers now. */
export interface Answer<T> {
  value?: T;
  /** When it came, the browser's time. */
  at?: number;
  failed?: RequestFailed;
  asking: boolean;
}

interface Entry {
  store: Store<Answer<unknown>>;
  users: number;
  running?: AbortController;
  timer?: ReturnType<typeof setTimeout>;
  everyMs?: number;
  failures: number;
}

const NOTHING: Answer<never> = { asking: false };
const NEVER = createStore<Answer<unknown>>(NOTHING);
/** An answer that a page just had is shown again at once and asked for only when it is older. */
const FRESH_MS = 3000;
const FIRST_RETRY_MS = 2000;
const MAX_RETRY_MS = 30_000;
const MOST_KEPT = 120;

const entries = new Map<string, Entry>();

/**
 * What the hub answers to a GET, kept while the page lives: the last answer stays when the hub is away, with its age.
 * `undefined` asks nothing. With `everyMs` it is asked again and again while somebody looks.
 */
export function useAsk<T>(path: string | undefined, everyMs?: number): Answer<T> {
  const entry = path === undefined ? undefined : entryOf(path);
  useEffect(() => {
    if (!entry || path === undefined) return;
    entry.users++;
    if (everyMs !== undefined) entry.everyMs = Math.min(entry.everyMs ?? Number.POSITIVE_INFINITY, everyMs);
    const { at } = entry.store.get();
    if (at === undefined || Date.now() - at > FRESH_MS) void load(path, entry);
    else plan(path, entry);
    return () => {
      if (--entry.users > 0) return;
      clearTimeout(entry.timer);
      entry.running?.abort();
      delete entry.running;
      delete entry.everyMs;
      const { at: heardAt, asking, ...kept } = entry.store.get();
      // what was being asked for anew is asked for by the next who looks
      entry.store.set({ ...kept, ...(heardAt !== undefined && !asking && { at: heardAt }), asking: false });
    };
  }, [path, entry, everyMs]);
  return useStore(entry?.store ?? NEVER) as Answer<T>;
}

/** Asks again for all that begins so: something of it was changed. */
export function askAgain(...beginnings: string[]): void {
  for (const [path, entry] of entries) {
    if (!beginnings.some((beginning) => path.startsWith(beginning))) continue;
    if (entry.users > 0) void load(path, entry);
    else entries.delete(path);
  }
}

/** Everything that is looked at: the line is there again. */
export const askAllAgain = (): void => askAgain('/');

/** Puts an answer in its place that came another way, e.g. with a change. */
export function tell<T>(path: string, value: T): void {
  entryOf(path).store.set({ value, at: Date.now(), asking: false });
}

function entryOf(path: string): Entry {
  const known = entries.get(path);
  if (known) return known;
  if (entries.size >= MOST_KEPT)
    for (const [old, { users }] of entries)
      if (users === 0) {
        entries.delete(old);
        break;
      }
  const entry: Entry = { store: createStore<Answer<unknown>>(NOTHING), users: 0, failures: 0 };
  entries.set(path, entry);
  return entry;
}

async function load(path: string, entry: Entry): Promise<void> {
  clearTimeout(entry.timer);
  entry.running?.abort();
  const own = new AbortController();
  entry.running = own;
  const { store } = entry;
  store.set({ ...store.get(), asking: true });
  try {
    const value = await getJson<unknown>(path, own.signal);
    if (own.signal.aborted) return;
    entry.failures = 0;
    store.set({ value, at: Date.now(), asking: false });
  } catch (error) {
    if (own.signal.aborted) return;
    entry.failures++;
    const failed = error instanceof RequestFailed ? error : new RequestFailed('refused', String(error));
    // what is gone or not ours is not shown any longer; what only cannot be reached is
    store.set({ ...(failed.reason === 'unreachable' ? store.get() : {}), failed, asking: false });
  }
  plan(path, entry);
}

function plan(path: string, entry: Entry): void {
  clearTimeout(entry.timer);
  if (entry.users === 0) return;
  const lost = entry.store.get().failed?.reason === 'unreachable';
  const pause = lost ? Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(entry.failures - 1, 4)) : entry.everyMs;
  if (pause === undefined) return;
  entry.timer = setTimeout(() => {
    // nobody looks at a hidden page
    if (document.visibilityState === 'hidden' && !lost) plan(path, entry);
    else void load(path, entry);
  }, pause);
}
