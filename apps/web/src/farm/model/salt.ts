import type { Advice } from '#hub/contracts';
import { figure } from '../../format/figures.js';
import type { Lang } from '../../i18n/lang.js';
import type { Words } from '../words/vi.js';

/** Below this water is called fresh, ‰ (Venice system). */
const FRESH_BELOW = 0.5;
const tenth = (value: number) => Math.round(value * 10) / 10;

/** Salt of the canal in a sentence. What is compared is what is shown: "1,0" of "1,0" has reached it. */
export function saltWords({ value, limit }: NonNullable<Advice['salinity']>, t: Words, lang: Lang): string {
  const [shown, mark] = [figure(value, 1, lang), figure(limit, 1, lang)];
  if (tenth(value) >= tenth(limit)) return t.saltReached(shown, mark);
  return tenth(value) < FRESH_BELOW ? t.fresh(shown) : t.saltBorne(shown);
}
