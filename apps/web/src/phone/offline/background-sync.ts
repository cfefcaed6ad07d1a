import { SYNC } from './signals.js';

/** The page's own service worker; undefined where there is none, e.g. without HTTPS. */
export const ownWorker = async (): Promise<ServiceWorkerRegistration | undefined> =>
  navigator.serviceWorker?.getRegistration(window.location.pathname);

type WithSync = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };

/** Asks the browser to send what waits also when this page is closed. Chromium does; others send when it is opened next. */
export async function waitInBackground(): Promise<void> {
  try {
    await ((await ownWorker()) as WithSync | undefined)?.sync?.register(SYNC);
  } catch {
    // switched off in this browser: the open page sends
  }
}
