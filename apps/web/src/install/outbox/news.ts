import type { Lang } from '../../i18n/lang.js';
import { valuesInOrder, valueWords } from '../check/way-of-packet.js';
import { en } from '../words/en.js';
import { vi } from '../words/vi.js';
import type { Job } from './job.js';

const ICON = '/install-192.png';

/** Somebody asked to be told: the first values of a box have come. */
export async function announceHeard(job: Job, lang: Lang): Promise<void> {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const registration = await navigator.serviceWorker?.getRegistration('/install');
  // Chromium reads what it showed in its last life when it is first asked, and drops what is shown while it reads
  await registration?.getNotifications();
  const value = job.check && valuesInOrder(job.check)[0];
  const t = lang === 'en' ? en : vi;
  await registration?.showNotification(t.notification.title(job.registration.name), {
    ...(value && { body: valueWords(value.metric, value.value, lang) }),
    tag: job.key,
    icon: ICON,
    data: `/install/box/${job.key}`,
  });
}
