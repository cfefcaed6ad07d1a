import type { Incident } from '#hub/contracts';
import { byUrgency, holds, isDone } from '../incidents/incident.js';
import type { DeedJob } from './outbox/deed-job.js';

/** How an incident stands for whoever holds the phone, with what waits on it. */
export type Standing =
  /** Nobody has it. */
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
  if (isDone(incident)) return 'done';
  const mine = doneHere(jobs, incident.id);
  // held: it can be taken back, and is not done before
  if (mine.some(({ deed, state }) => (deed.do === 'false' || deed.do === 'resolve') && state === 'sent')) return 'done';
  const { acknowledgement, assigned } = incident;
  const accepted = mine.findLast(({ deed }) => deed.do === 'acknowledge');
  // something joined that nobody took: it is to be taken again
  if (incident.state === 'unacknowledged' && acknowledgement)
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
