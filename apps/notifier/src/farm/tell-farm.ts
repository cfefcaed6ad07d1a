import type { FarmNotice } from '#hub/contracts';
import { queue } from '../outbox/queue.js';
import type { Person } from '../people/people.js';
import type { Desk } from '../state/desk.js';

/** Somebody is told of water on his or her fields: by push where a phone has it, else by text message. */
export function tellFarm(desk: Desk, { id, person: whom, title, body, sms, url, urgent, simulated }: FarmNotice): void {
  const person = desk.people.persons.get(whom);
  if (!person) return;
  const { language } = person;
  queue(desk, {
    notice: { id, kind: 'irrigation', channel: wayTo(person) },
    words: { title: title[language], body: body[language], sms, voice: body[language], url },
    ...{ person, urgent, counts: false, simulated },
  });
}

const wayTo = ({ has, off }: Person) => (has.push && !off.includes('push') ? 'push' : 'sms');
