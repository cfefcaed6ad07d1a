import { type FarmDeed, OBSTACLES, pumpTime } from '#hub/contracts';
import type { Lang } from '../../i18n/lang.js';
import { short } from '../model/figures.js';
import type { Words } from './vi.js';

/** "4 giờ", "45 phút", "nửa giờ": as in the hub’s sentences. */
export const hoursWords = (hours: number, t: Words, lang: Lang): string => timeWords(pumpTime(hours), t, lang);

/** How long a turn is, to the minute: it stands beside its beginning and end. */
export function turnWords(ms: number, t: Words, lang: Lang): string {
  const minutes = Math.round(ms / 60_000);
  return timeWords({ hours: Math.floor(minutes / 60), minutes: minutes % 60 }, t, lang);
}

function timeWords({ hours: h, minutes: m }: ReturnType<typeof pumpTime>, t: Words, lang: Lang): string {
  if (h === 0) return m === 30 ? t.halfHour : t.minutes(m);
  if (m === 0) return t.hours(short(h, lang));
  return m === 30 ? t.hoursHalf(h) : t.hoursMinutes(h, m);
}

/** What was said, in the middle of a sentence. */
export function deedWords(deed: FarmDeed, t: Words, lang: Lang): string {
  switch (deed.did) {
    case 'irrigated':
      return t.did.irrigated(hoursWords(deed.hours, t, lang));
    case 'could-not':
      return t.did['could-not'](OBSTACLES[deed.obstacle][lang].toLocaleLowerCase(lang));
    case 'rain':
      return t.did.rain(short(deed.mm, lang));
    case 'level':
      return t.did.level(`${deed.cm < 0 ? '−' : ''}${short(Math.abs(deed.cm), lang)}`);
    default:
      return t.did[deed.did];
  }
}
