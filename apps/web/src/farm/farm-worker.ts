import { servePage } from '../phone/offline/page-worker.js';
import { sendDeeds } from '../phone/offline/send-deeds.js';
import type { Entry } from '../phone/offline/shelf.js';
import { NAMES } from './outbox/farm-job.js';
import { farmPost } from './outbox/post.js';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Entry[] };

servePage(self, 'farm', self.__WB_MANIFEST, NAMES, (store) => sendDeeds(store, farmPost()));
