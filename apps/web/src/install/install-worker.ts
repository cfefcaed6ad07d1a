import { servePage } from '../phone/offline/page-worker.js';
import type { Entry } from '../phone/offline/shelf.js';
import { NEWS, SENDING } from './outbox/names.js';
import { hubPost } from './outbox/post.js';
import { sendJobs } from './outbox/send-jobs.js';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Entry[] };

servePage(self, 'install', self.__WB_MANIFEST, { sending: SENDING, news: NEWS }, (store) => sendJobs(store, hubPost));

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
