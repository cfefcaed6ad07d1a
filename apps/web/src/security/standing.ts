import type { Incident } from '#hub/contracts';
import { byUrgency, hasNews, holds, isDone } from '../incidents/incident.js';
import type { Known } from './known/known.js';
import type { DeedJob } from './outbox/deed-job.js';

/** How an incident stands for whoever holds the phone, with what waits on it. */
export type Standing =
  /** It waits to be taken: nobody has it, or something joined since somebody took it. */
  | 'free'
  /** It is over, and nobody has looked at it. */
  | 'over'
  /** Accepted here, and the centre does not know. */
  | 'accepted-here'
  | 'mine'
  | 'given'
  | 'theirs'
  | 'done';

/** What the phone did about an incident and the hub did not refuse. */
export const doneHere = (jobs: readonly DeedJob[], incident: string): DeedJob[] =>
  jobs.filter((job) => job.incident === incident && job.state !== 'refused');

export function standingOf(incident: Incident, jobs: readonly DeedJob[], me: string): Standing {
  // whoever said that it is dealt with has nothing left to do, also while sensors tell of it still
  if (isDone(incident) || incident.verdict) return 'done';
  const mine = doneHere(jobs, incident.id);
  // held: it can be taken back, and is not done before
  if (mine.some(({ deed, state }) => (deed.do === 'false' || deed.do === 'resolve') && state === 'sent')) return 'done';
  const { acknowledgement, assigned } = incident;
  const accepted = mine.findLast(({ deed }) => deed.do === 'acknowledge');
  if (hasNews(incident) && acknowledgement)
    return accepted && accepted.doneAt > acknowledgement.at
      ? accepted.state === 'sent'
        ? 'mine'
        : 'accepted-here'
      : 'free';
  if (acknowledgement?.person === me) return 'mine';
  if (assigned?.to === me && acknowledgement) return 'given';
  if (accepted) return accepted.state === 'sent' ? 'mine' : 'accepted-here';
  if (!acknowledgement && !holds(incident)) return 'over';
  return acknowledgement ? 'theirs' : 'free';
}

/** Those that are for this person: given to him or her, or to nobody yet. */
export const minesOf = (incidents: readonly Incident[], jobs: readonly DeedJob[], me: string): Incident[] =>
  incidents
    .filter(
      (incident) =>
        !incident.shelved &&
        (incident.assigned === undefined || incident.assigned.to === me) &&
        standingOf(incident, jobs, me) !== 'done',
    )
    .sort(
      (a, b) =>
        Number(a.drill === true) - Number(b.drill === true) ||
        Number(b.assigned?.to === me) - Number(a.assigned?.to === me) ||
        byUrgency(a, b),
    );

/** Somebody else's word ends an incident that was this person's as well: those are listed until so long after it. */
const TOLD_MS = 86_400_000;
export const endedAt = ({ verdict, endedAt: at, updatedAt }: Incident): number => verdict?.at ?? at ?? updatedAt;

/** Those that were this person's and are done, the newest first. */
export const doneOf = (
  { incidents, over }: Pick<Known, 'incidents' | 'over'>,
  jobs: readonly DeedJob[],
  me: string,
  now: number,
): Incident[] =>
  // what was over and began again is known by what is open
  [...incidents, ...over.filter(({ id }) => !incidents.some((one) => one.id === id))]
    .filter((incident) => {
      const { assigned, acknowledgement, verdict } = incident;
      const had = [assigned?.to, acknowledgement?.person, verdict?.person].includes(me);
      const did = doneHere(jobs, incident.id).some(({ deed }) => deed.do !== 'comment');
      return (had || did) && standingOf(incident, jobs, me) === 'done' && now - endedAt(incident) < TOLD_MS;
    })
    .sort((a, b) => endedAt(b) - endedAt(a));
