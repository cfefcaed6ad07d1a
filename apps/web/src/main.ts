import type { ComponentType } from 'react';
import { startLang } from './i18n/chosen-lang.js';
import { reloadWhenServed } from './live/reload.js';
import { type PageName, pageAt } from './pages.js';
import { startSession } from './session/session.js';

/** Each page comes with what it needs and nothing else. A phone's page is a document of its own, e.g. install.html. */
const LOAD: Record<PageName, () => Promise<{ default: ComponentType }>> = {
  '': () => import('./home/home.page.js'),
  wall: () => import('./wall/wall.page.js'),
  'sign-in': () => import('./sign-in/sign-in.page.js'),
  setup: () => import('./setup/setup.page.js'),
  join: () => import('./join/join.page.js'),
  account: () => import('./account/account.page.js'),
  admin: () => import('./admin/admin.page.js'),
  operations: () => import('./operations/operations.page.js'),
  unknown: () => import('./home/unknown.page.js'),
};

startLang();
startSession();
// The page and React come side by side, so nothing here needs React; what the document shows by itself stays until then.
void Promise.all([import('./show-page.js'), LOAD[pageAt(window.location.pathname)]()]).then(
  ([{ showPage }, { default: Page }]) => showPage(Page),
  // the line is down, or the hub has a newer build
  () => reloadWhenServed(5000),
);
