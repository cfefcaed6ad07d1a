import { getJson, postJson } from '../../live/rest.js';
import { ownWorker } from '../../phone/offline/background-sync.js';

/** Whether this phone can be told of something while the page is closed. */
export type PushState = 'unsupported' | 'ask' | 'denied' | 'on';

export async function pushState(): Promise<PushState> {
  if (!('Notification' in window) || !('PushManager' in window) || !('serviceWorker' in navigator))
    return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  if (Notification.permission !== 'granted') return 'ask';
  const subscription = await (await ownWorker())?.pushManager.getSubscription();
  if (!subscription) return 'ask';
  // whoever is signed in now is told here, whoever it was before; and the hub may have let go of it
  const { endpoint, keys } = subscription.toJSON();
  await postJson('/api/push/subscriptions', { endpoint, keys }).catch(() => undefined);
  return 'on';
}

/** Rings the test bell on this person's phones. */
export const ringTestBell = () => postJson('/api/push/test', {});

/** Asks whoever holds the phone, subscribes, and tells the hub where it can be reached. */
export async function switchPushOn(): Promise<PushState> {
  if ((await Notification.requestPermission()) === 'denied') return 'denied';
  if (Notification.permission !== 'granted') return 'ask';
  const { key } = await getJson<{ key: string }>('/api/push/key');
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = subscription.toJSON();
  await postJson('/api/push/subscriptions', { endpoint, keys });
  return 'on';
}
