import type { FarmNotice } from '#hub/contracts';
import { queue } from '../outbox/queue.js';
import type { Person } from '../people/people.js';
import type { Desk } from '../state/desk.js';

/** Somebody is told of water on his or her fields: by push where a phone has it, else by text message. */
export function tellFarm(desk: Desk, notice: FarmNotice): void {
  const { id, title, body, sms, url, urgent, simulated, by } = notice;
  const person = reachable(desk, notice);
  if (!person) return;
  const { language } = person;
  queue(desk, {
    notice: { id, kind: 'irrigation', channel: wayTo(person) },
    words: { title: title[language], body: body[language], sms, voice: body[language], url },
    ...{ person, urgent, counts: false, simulated, by },
  });
}

/** Whom it is for, or whoever is told instead where that person has nothing to be told by. */
function reachable({ people: { persons } }: Desk, { person, instead }: FarmNotice): Person | undefined {
  const [first, other] = [persons.get(person), instead === undefined ? undefined : persons.get(instead)];
  return other && (!first || !(first.has.push || first.has.phone)) ? other : first;
}

const wayTo = ({ has, off }: Person) => (has.push && !off.includes('push') ? 'push' : 'sms');
