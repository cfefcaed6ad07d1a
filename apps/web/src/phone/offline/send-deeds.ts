import type { PhoneStore } from '../storage/phone-store.js';
import type { Sent } from './sent.js';

/** Something that somebody did: it waits to be sent, was sent, or the hub said no. */
export interface WaitingDeed {
  /** Made at the first tap, and the same however often it is sent. */
  key: string;
  person: string;
  /** Deeds are sent in this order. */
  order: number;
  /** A photo of it lies beside it. */
  hasPhoto?: boolean;
  /** When it was pressed, the phone's time. */
  doneAt: number;
  /** Not sent before: until then it can be taken back. */
  notBefore?: number;
  state: 'queued' | 'sent' | 'refused';
  /** The hub's words, where it said no. */
  message?: string;
}

/** What the hub answered to one deed. */
export type Answer =
  | { kind: 'taken' }
  | { kind: 'refused'; message: string }
  | { kind: 'unreachable' }
  | { kind: 'signed-out' }
  | { kind: 'later'; retryInMs: number };

/** What the sending needs of the world. */
export interface Post<Deed extends WaitingDeed> {
  whoIsIt(): Promise<{ person: string } | { kind: 'unreachable' } | { kind: 'signed-out' }>;
  send(job: Deed, photo: string | undefined): Promise<Answer>;
  now(): number;
}

export const deedsInOrder = <Deed extends WaitingDeed>(jobs: readonly Deed[]): Deed[] =>
  [...jobs].sort((a, b) => a.order - b.order);

/**
 * Sends what waits, in the order in which it was done, for whoever is signed in and for nobody else. What the hub refuses
 * is put aside with its words, and the next is sent; what can be taken back still waits, and what came after it too; when
 * the hub is not there the rest waits. Only one may be at it: the caller sees to that.
 */
export async function sendDeeds<Deed extends WaitingDeed>(store: PhoneStore, post: Post<Deed>): Promise<Sent> {
  const waiting = async () => deedsInOrder(await store.all<Deed>('jobs')).filter(({ state }) => state === 'queued');
  if ((await waiting()).length === 0) return { sent: 0, left: 0 };
  const who = await post.whoIsIt();
  if ('kind' in who) return { sent: 0, left: (await waiting()).length, why: who.kind };
  const mine = (await waiting()).filter(({ person }) => person === who.person);
  let sent = 0;
  for (const [i, job] of mine.entries()) {
    const early = (job.notBefore ?? 0) - post.now();
    if (early > 0) return { sent, left: mine.length - i, why: 'later', retryInMs: early };
    const answer = await post.send(job, job.hasPhoto ? await store.get<string>('photos', job.key) : undefined);
    const put = (value: Deed) =>
      store.write([
        { table: 'jobs', key: job.key, value },
        { table: 'photos', key: job.key, value: undefined },
      ]);
    if (answer.kind === 'taken') {
      await put({ ...job, state: 'sent' });
      sent++;
    } else if (answer.kind === 'refused') await put({ ...job, state: 'refused', message: answer.message });
    else {
      const left = mine.length - i;
      return answer.kind === 'later'
        ? { sent, left, why: 'later', retryInMs: answer.retryInMs }
        : { sent, left, why: answer.kind };
    }
  }
  return { sent, left: 0 };
}
