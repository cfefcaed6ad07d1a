import { type Entry, Shelf } from '../phone/offline/shelf.js';
import { SYNC, TAKE_OVER } from '../phone/offline/signals.js';
import { alone } from '../phone/storage/alone.js';
import { IdbStore } from '../phone/storage/idb-store.js';
import { BELL } from './known/bell.js';
import { NEWS, SENDING, STORE } from './outbox/deed-job.js';
import { hubPost } from './outbox/post.js';
import { sendDeeds } from './outbox/send-deeds.js';
import type { PushPayload } from '#hub/contracts';
import { pushedIn } from './push/pushed.js';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Entry[] };
/** Chromium wakes the worker with it once there is a network. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

const PAGE = '/security.html';
const HOME = '/security';
const IN_SCOPE = /^\/security(\/|$)/;
/** Of another page: where public messages are approved. */
const APPROVAL = '/operations/phat-thanh';
const ICON = '/security-192.png';
const shelf = new Shelf('security', self.__WB_MANIFEST, caches);

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
  if (wanted !== PAGE && !url.pathname.startsWith('/assets/') && !url.pathname.startsWith('/security')) return;
  event.respondWith(shelf.find(wanted).then((kept) => kept ?? fetch(request)));
});

self.addEventListener('sync', (event) => {
  const { tag } = event as SyncEvent;
  if (tag === SYNC) (event as SyncEvent).waitUntil(sendWaiting());
});

/** Rejects where something is left, so that the browser wakes this worker again. */
async function sendWaiting(): Promise<void> {
  const store = await IdbStore.open(STORE);
  const sent = await alone(SENDING, () => sendDeeds(store, hubPost));
  new BroadcastChannel(NEWS).postMessage('jobs');
  if (sent && 'why' in sent && sent.why !== 'signed-out') throw new Error(`${sent.left} left: ${sent.why}`);
}

self.addEventListener('push', (event) => {
  const pushed = pushedIn(event.data?.text());
  // a browser takes the right to push from pages that are pushed to and show nothing
  if (pushed) event.waitUntil(show(pushed));
});

/** First it is shown; then the hub is told that it was, for until then it calls somebody else. */
async function show(pushed: PushPayload): Promise<void> {
  const { title, body, tag, url, token, silent, urgent, kind, at } = pushed;
  await self.registration.showNotification(title, {
    ...{ body, tag, icon: ICON, silent, requireInteraction: urgent, timestamp: at, data: { url, token } },
    // one of the same tag that comes again is to be heard again
    ...(!silent && { renotify: true, vibrate: urgent ? [600, 200, 600, 200, 600] : [300, 150, 300] }),
  } as NotificationOptions);
  await receipt(token, 'delivered');
  if (kind === 'test-bell') {
    const store = await IdbStore.open(STORE);
    await store.write([{ table: 'known', key: BELL, value: at }]);
  }
  new BroadcastChannel(NEWS).postMessage('push');
}

/** A receipt that does not arrive is none: the hub then tries another way. */
async function receipt(token: string, state: 'delivered' | 'read'): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch('/api/push/receipts', { method: 'POST', headers, body: JSON.stringify({ token, state }) }).catch(
    () => undefined,
  );
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { url, token } = (event.notification.data ?? {}) as { url?: string; token?: string };
  const path = url && (url === APPROVAL || IN_SCOPE.test(new URL(url, self.location.origin).pathname)) ? url : HOME;
  event.waitUntil(Promise.all([openAt(path), token ? receipt(token, 'read') : undefined]));
});

async function openAt(path: string): Promise<void> {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const own = path === APPROVAL ? undefined : open.find(({ url }) => IN_SCOPE.test(new URL(url).pathname));
  if (own) await (await own.focus()).navigate(path);
  else await self.clients.openWindow(path);
}
