import { type Entry, Shelf } from '../phone/offline/shelf.js';
import { SYNC, TAKE_OVER } from '../phone/offline/signals.js';
import { alone } from '../phone/storage/alone.js';
import { IdbStore } from '../phone/storage/idb-store.js';
import { NEWS, SENDING } from './outbox/names.js';
import { hubPost } from './outbox/post.js';
import { sendJobs } from './outbox/send-jobs.js';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Entry[] };
/** Chromium wakes the worker with it once there is a network. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

const PAGE = '/install.html';
const IN_SCOPE = /^\/install(\/|$)/;
const shelf = new Shelf('install', self.__WB_MANIFEST, caches);

self.addEventListener('install', (event) => event.waitUntil(shelf.fill()));
self.addEventListener('activate', (event) => event.waitUntil(shelf.tidy().then(() => self.clients.claim())));
self.addEventListener('message', ({ data }) => {
  if (data === TAKE_OVER) void self.skipWaiting();
});

/** The page and its files come from the phone; everything else, and above all the hub's answers, from the network. */
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  const wanted = request.mode === 'navigate' && IN_SCOPE.test(url.pathname) ? PAGE : url.pathname;
  if (wanted !== PAGE && !url.pathname.startsWith('/assets/') && !url.pathname.startsWith('/install')) return;
  event.respondWith(shelf.find(wanted).then((kept) => kept ?? fetch(request)));
});

self.addEventListener('sync', (event) => {
  const { tag } = event as SyncEvent;
  if (tag === SYNC) (event as SyncEvent).waitUntil(sendWaiting());
});

/** Rejects where something is left, so that the browser wakes this worker again. */
async function sendWaiting(): Promise<void> {
  const store = await IdbStore.open();
  const sent = await alone(SENDING, () => sendJobs(store, hubPost));
  new BroadcastChannel(NEWS).postMessage('jobs');
  if (sent && 'why' in sent && sent.why !== 'signed-out') throw new Error(`${sent.left} left: ${sent.why}`);
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const path = String(event.notification.data ?? '/install');
  event.waitUntil(openAt(path));
});

async function openAt(path: string): Promise<void> {
  const [open] = await self.clients.matchAll({ type: 'window' });
  if (open) await (await open.focus()).navigate(path);
  else await self.clients.openWindow(path);
}
