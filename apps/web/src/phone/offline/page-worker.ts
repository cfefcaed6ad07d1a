import { alone } from '../storage/alone.js';
import { IdbStore } from '../storage/idb-store.js';
import type { PhoneStore } from '../storage/phone-store.js';
import type { Names } from './page-names.js';
import type { Sent } from './sent.js';
import { type Entry, Shelf } from './shelf.js';
import { SYNC, TAKE_OVER } from './signals.js';

/** Chromium wakes the worker with it once there is a network. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

/** What every phone page's service worker does: keeps the page on the phone, and sends what waits while it is closed. */
export function servePage(
  self: ServiceWorkerGlobalScope,
  /** First step of its addresses, e.g. "install": "/install" and all below it. */
  page: string,
  files: readonly Entry[],
  names: Omit<Names, 'store'> & { store?: string },
  send: (store: PhoneStore) => Promise<Sent>,
): void {
  const html = `/${page}.html`;
  const inScope = (path: string) => path === `/${page}` || path.startsWith(`/${page}/`);
  const shelf = new Shelf(page, files, caches);

  self.addEventListener('install', (event) => event.waitUntil(shelf.fill()));
  self.addEventListener('activate', (event) => event.waitUntil(shelf.tidy().then(() => self.clients.claim())));
  self.addEventListener('message', ({ data }) => {
    if (data === TAKE_OVER) void self.skipWaiting();
  });

  // the page and its files come from the phone; everything else, and above all the hub's answers, from the network
  self.addEventListener('fetch', (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== self.location.origin) return;
    const wanted = request.mode === 'navigate' && inScope(url.pathname) ? html : url.pathname;
    if (wanted !== html && !url.pathname.startsWith('/assets/') && !url.pathname.startsWith(`/${page}`)) return;
    event.respondWith(shelf.find(wanted).then((kept) => kept ?? fetch(request)));
  });

  self.addEventListener('sync', (event) => {
    const { tag } = event as SyncEvent;
    if (tag === SYNC) (event as SyncEvent).waitUntil(sendWaiting());
  });

  /** Rejects where something is left, so that the browser wakes this worker again. */
  async function sendWaiting(): Promise<void> {
    const store = await IdbStore.open(names.store);
    const sent = await alone(names.sending, () => send(store));
    new BroadcastChannel(names.news).postMessage('jobs');
    if (sent && 'why' in sent && sent.why !== 'signed-out') throw new Error(`${sent.left} left: ${sent.why}`);
  }
}
