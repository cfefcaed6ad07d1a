import { createStore } from '../../live/store.js';
import { TAKE_OVER } from './signals.js';

/** A newer build of the page waits to be used. */
export interface Update {
  take(): void;
}
export const updates = createStore<Update | undefined>(undefined);
const LOOK_EVERY_MS = 3_600_000;

/**
 * Keeps the page on the phone. A newer build is fetched beside the running one and used when nobody is within a page: at
 * its next start, or when somebody says so. What is entered is on the disk either way.
 */
export async function keepOffline(script: string, scope: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.register(script, { scope, updateViaCache: 'none' });
  const take = (worker: ServiceWorker) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
    worker.postMessage(TAKE_OVER);
  };
  const waits = (worker: ServiceWorker | null) => {
    // the first one of all has nobody to replace
    if (worker && navigator.serviceWorker.controller) updates.set({ take: () => take(worker) });
  };
  waits(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => worker.state === 'installed' && waits(worker));
  });
  setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS);
}
