import { type FarmDeed, OBSTACLES } from '#hub/contracts';
import type { Lang } from '../../i18n/lang.js';
import { roundedHours } from '../model/hours.js';
import { short } from '../model/figures.js';
import type { Words } from './vi.js';

/** "4 giờ", "nửa giờ" */
export function hoursWords(hours: number, t: Words, lang: Lang): string {
  const rounded = roundedHours(hours);
  return rounded === 0.5 ? t.halfHour : t.hours(short(rounded, lang));
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
