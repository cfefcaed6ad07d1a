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
        notice: { id: `${draft.id}~approval~${person.id}~${channel}`, kind: 'approval', channel },
        ...{ person, words: approvalWords(draft, person.language), urgent, counts: !urgent },
        simulated: draft.simulated,
      });
  }
}

const waysTo = ({ has }: Person, urgent: boolean) =>
  urgent ? (['push', 'sms'] as const) : ([has.push ? 'push' : 'sms'] as const);
