import type { Advice } from '#hub/contracts';
import { whenShort } from '../../format/clock.js';
import { useClock } from '../../phone/use-clock.js';
import { useWords } from '../words/use-words.js';

/** Where a level is from: measured, and when, or estimated. */
export function useBasis({ basis, asOf, at, readTube }: Pick<Advice, 'basis' | 'asOf' | 'at' | 'readTube'>): string {
  const t = useWords();
  const now = useClock(60_000);
  if (basis === 'measured') return t.measuredAt(whenShort(asOf ?? at, now));
  if (readTube) return t.guessed;
  return basis === 'borrowed' ? t.borrowed : t.estimated;
}
