import type { Notice } from '#hub/contracts';
import type { Desk } from '../state/desk.js';
import { dayOf } from '../texts/times.js';

/** Not urgent messages of one person and day; several matters in one message are one. */
const MOST_A_DAY = 3;

/** Whether one more notice would be a message too many: one that joins others that wait is none. */
export function isDayFull(desk: Desk, notice: Pick<Notice, 'kind' | 'channel'>, person: string): boolean {
  const waiting = new Set<string>();
  for (const [, { notice: other, message, counts }] of desk.book.all('notice'))
    if (other.person === person && other.state === 'queued' && message === undefined && counts)
      waiting.add(wayOf(other));
  return !waiting.has(wayOf(notice)) && toldToday(desk, person).length + waiting.size >= MOST_A_DAY;
}
/** A message was made. */
export function countDay(desk: Desk, person: string): void {
  desk.book.put('used', dayKey(person), [...toldToday(desk, person), desk.now], desk.commit);
}

const wayOf = ({ channel, kind }: Pick<Notice, 'kind' | 'channel'>): string => `${channel} ${kind}`;
const dayKey = (person: string): string => `day ${person}`;
const toldToday = ({ book, now }: Desk, person: string): number[] =>
  (book.get('used', dayKey(person)) ?? []).filter((at) => dayOf(at) === dayOf(now));
