import type { Sent } from '../../phone/offline/sent.js';
import type { PhoneStore } from '../../phone/storage/phone-store.js';
import type { Job, Problem } from './job.js';

/** What the hub answered to one registration. */
export type Answer =
  | { kind: 'taken'; device: string }
  | { kind: 'refused'; problem: Omit<Problem, 'at'> }
  /** The hub is not to be reached, or not well. */
  | { kind: 'unreachable' }
  | { kind: 'signed-out' }
  /** Asked too often. */
  | { kind: 'later'; retryInMs: number };

/** What the sending needs of the world. */
export interface Post {
  /** Id of whoever is signed in. */
  whoIsIt(): Promise<{ person: string } | { kind: 'unreachable' } | { kind: 'signed-out' }>;
  register(job: Job, photo: string | undefined): Promise<Answer>;
  now(): number;
}

export const jobsInOrder = (jobs: readonly Job[]): Job[] => [...jobs].sort((a, b) => a.order - b.order);
const photoOf = (key: string) => ({ table: 'photos' as const, key, value: undefined });

/**
 * Sends what waits, in the order in which it was put up, for whoever is signed in and for nobody else. A box that is not
 * taken is put aside with the reason, and the next one is sent; when the hub is not there the rest waits. Only one may be
 * at it: the caller sees to that.
 */
export async function sendJobs(store: PhoneStore, post: Post): Promise<Sent> {
  const waiting = async () => jobsInOrder(await store.all<Job>('jobs')).filter(({ state }) => state === 'queued');
  if ((await waiting()).length === 0) return { sent: 0, left: 0 };
  const who = await post.whoIsIt();
  if ('kind' in who) return { sent: 0, left: (await waiting()).length, why: who.kind };

  let sent = 0;
  const mine = (await waiting()).filter(({ person }) => person === who.person);
  for (const [i, job] of mine.entries()) {
    const photo = job.hasPhoto ? await store.get<string>('photos', job.key) : undefined;
    const answer = await post.register(job, photo);
    const left = mine.length - i;
    switch (answer.kind) {
      case 'taken':
        await store.write([taken(job, answer.device, post.now()), photoOf(job.key)]);
        sent++;
        break;
      case 'refused':
        await store.write([refused(job, { ...answer.problem, at: post.now() })]);
        break;
      case 'later':
        return { sent, left, why: 'later', retryInMs: answer.retryInMs };
      default:
        return { sent, left, why: answer.kind };
    }
  }
  return { sent, left: 0 };
}

const put = (job: Job) => ({ table: 'jobs' as const, key: job.key, value: job });
function taken({ problem: _, ...job }: Job, device: string, at: number) {
  return put({ ...job, state: 'sent', device, sentAt: at });
}
const refused = (job: Job, problem: Problem) => put({ ...job, state: 'refused', problem });
