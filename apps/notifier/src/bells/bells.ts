import type { TestBell } from '#hub/contracts';
import { queue } from '../outbox/queue.js';
import type { People, Person } from '../people/people.js';
import type { Book } from '../state/book.js';
import type { Desk } from '../state/desk.js';
import type { KeptBell } from '../state/kept.js';
import { bellWords } from '../texts/words.js';

const MINUTE_MS = 60_000;
/** A bell that was missed by more than this, because the hub was off, is not rung any more. */
const LATEST_MS = 30 * MINUTE_MS;

/** Somebody asks to hear it. */
export function ring(desk: Desk, { id, person: whose }: Pick<TestBell, 'id' | 'person'>): void {
  const person = desk.people.persons.get(whose);
  if (person) ringFor(desk, id, person);
}

function ringFor(desk: Desk, id: string, person: Person): boolean {
  return queue(desk, {
    notice: { id, kind: 'test-bell', channel: 'push' },
    ...{ person, words: bellWords(person.language), urgent: false, counts: false, simulated: false },
  });
}

/** Each shift begins with a test bell; who does not answer is not there, and the deputy is on duty. */
export function bellsDue(desk: Desk): void {
  const { book, commit, now, people } = desk;
  const watch = people.watchAt(now);
  const key = watch && `${watch.date} ${watch.shift}`;
  const person = watch && people.persons.get(watch.person);
  if (key && person && book.get('bell', key) === undefined && now - watch.from <= LATEST_MS) {
    const notice = `bell ${key}~${person.id}`;
    ringFor(desk, notice, person);
    const absentAt = now + people.roster.bellMin * MINUTE_MS;
    book.put('bell', key, { watch: key, person: person.id, deputy: watch.deputy, notice, absentAt }, commit);
  }
}

/** Nobody said in time that he or she is there: skipped, failed or unanswered. Whoever answers late is there from then on. */
export const isAbsent = ({ book, now }: Pick<Desk, 'book' | 'now'>, { absentAt, notice }: KeptBell): boolean =>
  absentAt <= now && book.get('notice', notice)?.notice.state !== 'read';

export function bellsDueAt(book: Book, people: People, now: number): number {
  const watch = people.watchAt(now);
  const rings =
    watch &&
    now - watch.from <= LATEST_MS &&
    people.persons.has(watch.person) &&
    !book.get('bell', `${watch.date} ${watch.shift}`);
  return rings ? now : Number.POSITIVE_INFINITY;
}
