import type { Advice } from '#hub/contracts';
import { figure } from '../../format/figures.js';
import type { Lang } from '../../i18n/lang.js';
import type { Words } from '../words/vi.js';

type Salt = NonNullable<Advice['salinity']>;

/** Below this water is called fresh, ‰ (Venice system). */
const FRESH_BELOW = 0.5;
const tenth = (value: number) => Math.round(value * 10) / 10;

/** Its time is the beginning of an hour, of which it is the most: what is of no hour just past is told with its time. */
export const isOldSalt = ({ ts }: Salt, now: number): boolean => now - ts > 7_200_000;

/** "1,4 ‰", and that this is the most of the last hour where it is: it may be less by now. */
export function mostSalt(salt: Salt, now: number, t: Words, lang: Lang): string {
  const shown = t.permille(figure(salt.value, 1, lang));
  return isOldSalt(salt, now) ? shown : t.lastHour(shown);
}

/** Salt of the canal in a sentence. What is compared is what is shown: "1,0" of "1,0" has reached it. */
export function saltWords(salt: Salt, now: number, t: Words, lang: Lang): string {
  const { value, limit } = salt;
  const shown = mostSalt(salt, now, t, lang);
  if (tenth(value) >= tenth(limit)) return t.saltReached(shown, t.permille(figure(limit, 1, lang)));
  return tenth(value) < FRESH_BELOW ? t.fresh(shown) : t.saltBorne(shown);
}
