import { getJson, postJson, sendJson } from '../../live/rest.js';
import { HOME } from '../paths.js';

export const PUSH_WORKER = '/security-worker.js';

/** Whether this phone can be told of something while the page is closed. */
export type PushState = 'unsupported' | 'ask' | 'denied' | 'on';

export async function pushState(): Promise<PushState> {
  if (!('Notification' in window) || !('PushManager' in window) || !('serviceWorker' in navigator))
    return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  if (Notification.permission !== 'granted') return 'ask';
  const subscription = await (await navigator.serviceWorker.getRegistration(HOME))?.pushManager.getSubscription();
  if (!subscription) return 'ask';
  // whoever is signed in now is told here, whoever it was before; and the hub may have let go of it
  const { endpoint, keys } = subscription.toJSON();
  await postJson('/api/push/subscriptions', { endpoint, keys }).catch(() => undefined);
  return 'on';
}

/** Rings the test bell on this person's phones. */
export const ringTestBell = () => postJson('/api/push/test', {});

/** The officer's worker takes pushes for every page of this browser. */
async function worker(): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.register(PUSH_WORKER, { scope: HOME, updateViaCache: 'none' });
  const fresh = registration.active ? undefined : (registration.installing ?? registration.waiting);
  if (fresh)
    await new Promise<void>((done) => {
      fresh.addEventListener('statechange', () => fresh.state === 'activated' && done());
      if (fresh.state === 'activated') done();
    });
  return registration;
}

/** Nothing is pushed to this browser any more. */
export async function switchPushOff(): Promise<PushState> {
  const subscription = await (await navigator.serviceWorker.getRegistration(HOME))?.pushManager.getSubscription();
  if (!subscription) return 'ask';
  await sendJson('DELETE', '/api/push/subscriptions', { endpoint: subscription.endpoint });
  await subscription.unsubscribe();
  return 'ask';
}

/** Asks whoever holds the phone, subscribes, and tells the hub where it can be reached. */
export async function switchPushOn(): Promise<PushState> {
  if ((await Notification.requestPermission()) === 'denied') return 'denied';
  if (Notification.permission !== 'granted') return 'ask';
  const { key } = await getJson<{ key: string }>('/api/push/key');
  const registration = await worker();
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = subscription.toJSON();
  await postJson('/api/push/subscriptions', { endpoint, keys });
  return 'on';
}
