import { type Entry, Shelf } from '../phone/offline/shelf.js';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Entry[] };

const PAGE = '/air.html';
const IN_SCOPE = /^\/khong-khi(\/|$)/;
const shelf = new Shelf('air', self.__WB_MANIFEST, caches);

self.addEventListener('install', (event) => {
  // nothing is entered in this page: a newer build may take over at once
  void self.skipWaiting();
  event.waitUntil(shelf.fill());
});
self.addEventListener('activate', (event) => event.waitUntil(shelf.tidy().then(() => self.clients.claim())));

/** The page and its files come from the phone; everything else, and above all the hub's answers, from the network. */
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  const wanted = request.mode === 'navigate' && IN_SCOPE.test(url.pathname) ? PAGE : url.pathname;
  if (wanted !== PAGE && !url.pathname.startsWith('/assets/') && !url.pathname.startsWith('/air')) return;
  event.respondWith(shelf.find(wanted).then((kept) => kept ?? fetch(request)));
});
