import { formatWords } from '../format/words.js';
import type { Lang } from '../i18n/lang.js';

/** How often, in the largest unit that says it: "5 phút", "1 giờ". */
export function everyWords(ms: number, lang: Lang): string {
  const t = formatWords[lang];
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1 || ms < 60_000) return t.seconds(Math.round(ms / 1000));
  return minutes % 60 === 0 ? t.hours(minutes / 60) : t.minutes(minutes);
}
