import type { Advice } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { useClock } from '../../phone/use-clock.js';
import { timeOfDay } from '../model/figures.js';
import { useWords } from '../words/use-words.js';

/** Where a level is from: measured, and when, or estimated. */
export function useBasis({ basis, asOf, at }: Pick<Advice, 'basis' | 'asOf' | 'at'>): string {
  const t = useWords();
  const lang = useLang();
  const now = useClock(60_000);
  if (basis === 'measured') return t.measuredAt(timeOfDay(asOf ?? at, now, lang));
  return basis === 'borrowed' ? t.borrowed : t.estimated;
}
