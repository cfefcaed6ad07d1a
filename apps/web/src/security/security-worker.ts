import type { PushPayload } from '#hub/contracts';
import { servePage } from '../phone/offline/page-worker.js';
import { sendDeeds } from '../phone/offline/send-deeds.js';
import type { Entry } from '../phone/offline/shelf.js';
import { IdbStore } from '../phone/storage/idb-store.js';
import { BELL } from './known/bell.js';
import { NAMES } from './outbox/deed-job.js';
import { hubPost } from './outbox/post.js';
import { pushedIn } from './push/pushed.js';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Entry[] };

const HOME = '/security';
const IN_SCOPE = /^\/security(\/|$)/;
/** Of other pages: where public messages are approved, and a farmer's fields. */
const ELSEWHERE = /^\/(operations\/phat-thanh|farm(\/khu)?)$/;
const ICON = '/security-192.png';

servePage(self, 'security', self.__WB_MANIFEST, NAMES, (store) => sendDeeds(store, hubPost));

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
    const store = await IdbStore.open(NAMES.store);
    await store.write([{ table: 'known', key: BELL, value: at }]);
  }
  new BroadcastChannel(NAMES.news).postMessage('push');
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
  event.waitUntil(Promise.all([openAt(pathIn(url)), token ? receipt(token, 'read') : undefined]));
});

/** Where a notification leads: to a page of this hub that has to do with it. */
function pathIn(url: string | undefined): string {
  const to = new URL(url ?? HOME, self.location.origin);
  const known = to.origin === self.location.origin && (IN_SCOPE.test(to.pathname) || ELSEWHERE.test(to.pathname));
  return known ? to.pathname + to.search : HOME;
}

async function openAt(path: string): Promise<void> {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const own = ELSEWHERE.test(path.split('?')[0]!)
    ? undefined
    : open.find(({ url }) => IN_SCOPE.test(new URL(url).pathname));
  if (own) await (await own.focus()).navigate(path);
  else await self.clients.openWindow(path);
}
