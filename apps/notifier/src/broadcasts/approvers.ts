import { type Broadcast, covers, placesOf } from '#hub/contracts';
import { queue } from '../outbox/queue.js';
import type { Person } from '../people/people.js';
import type { Desk } from '../state/desk.js';
import { approvalWords } from '../texts/words.js';

/** Whoever may say yes to a draft learns that it waits; an emergency by every way that makes a sound. */
export function tellApprovers(desk: Desk, draft: Broadcast): void {
  const { people, setting } = desk;
  const places = placesOf(draft);
  const urgent = draft.urgency === 'emergency';
  for (const person of people.persons.values()) {
    const grants = person.grants.filter(({ role }) => setting.loudspeakers.approves(role));
    const may = places.every((place) => grants.some(({ scope }) => covers(scope, place)));
    if (!may || person.id === draft.written.person) continue;
    for (const channel of waysTo(person, urgent))
      queue(desk, {
        notice: { id: `${approvalsOf(draft)}${draft.urgency}~${person.id}~${channel}`, kind: 'approval', channel },
        ...{ person, words: approvalWords(draft, person.language), urgent, counts: !urgent },
        simulated: draft.simulated,
      });
  }
}

/** It waits no more, or is told of anew: what did not leave yet does not. */
export function hushApprovers(desk: Desk, draft: Broadcast): void {
  for (const [id, kept] of [...desk.book.all('notice')])
    if (id.startsWith(approvalsOf(draft)) && kept.notice.state === 'queued' && kept.message === undefined)
      desk.move(kept, { state: 'skipped', reason: 'không còn chờ duyệt' });
}

const approvalsOf = ({ id }: Broadcast): string => `${id}~approval~`;
const waysTo = ({ has }: Person, urgent: boolean) =>
  urgent ? (['push', 'sms'] as const) : ([has.push ? 'push' : 'sms'] as const);
