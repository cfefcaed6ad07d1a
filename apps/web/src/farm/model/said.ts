import type { Advice, FarmDeed, FarmRecord } from '#hub/contracts';
import { startOfDay } from '../../format/clock.js';
import type { FarmJob } from '../outbox/farm-job.js';

/** Something that was said of a plot, and how far it got. */
export interface Said {
  key: string;
  deed: FarmDeed;
  /** When it was done, milliseconds. */
  at: number;
  /** `held`: it can be taken back as if nothing had been; `sent`: the hub has it; `refused`: it did not take it. */
  how: 'held' | 'waits' | 'sent' | 'refused';
  /** The hub's words, where it said no. */
  message?: string;
}

/** All that was said of a plot and holds, here and elsewhere, newest first. What was taken back is gone. */
export function saidOf(
  plot: { id: string; answers: readonly FarmRecord[] },
  jobs: readonly FarmJob[],
  now: number,
): Said[] {
  const kept = new Set(plot.answers.map(({ key }) => key));
  const own = jobs.filter((job) => job.plot === plot.id && !kept.has(job.key));
  const all: Said[] = [
    ...plot.answers.map(({ key, deed, at }): Said => ({ key, deed, at, how: 'sent' })),
    ...own.map((job): Said => ({ ...{ key: job.key, deed: job.deed, at: job.doneAt }, ...howOf(job, now) })),
  ];
  const takenBack = new Set(
    all.flatMap(({ deed, how }) => (deed.did === 'taken-back' && how !== 'refused' ? [deed.of] : [])),
  );
  return all
    .filter(({ key, deed, how }) => (deed.did !== 'taken-back' || how === 'refused') && !takenBack.has(key))
    .sort((a, b) => b.at - a.at);
}

const howOf = ({ state, notBefore, message }: FarmJob, now: number): Pick<Said, 'how' | 'message'> =>
  state === 'refused'
    ? { how: 'refused', ...(message && { message }) }
    : { how: state === 'sent' ? 'sent' : (notBefore ?? 0) > now ? 'held' : 'waits' };

const ABOUT_WATER: readonly FarmDeed['did'][] = ['irrigated', 'running', 'could-not', 'shut', 'took-salt'];

/** What was said last of today's water and the hub did not refuse. */
export const todaysWord = (said: readonly Said[], now: number): Said | undefined =>
  said.find(({ deed, at, how }) => how !== 'refused' && ABOUT_WATER.includes(deed.did) && at >= startOfDay(now));

/** A level that was measured before water came in is from then on the balance's, not the probe's. */
export const withWaterSince = (advice: Advice, said: readonly Said[]): Advice =>
  advice.basis === 'measured' &&
  said.some(
    ({ deed, how, at }) =>
      deed.did === 'irrigated' && how === 'sent' && at > (advice.asOf ?? advice.at) && at <= advice.at,
  )
    ? { ...advice, basis: 'estimated' }
    : advice;
