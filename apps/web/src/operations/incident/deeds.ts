import type { Incident } from '#hub/contracts';
import type { Deed } from '../../incidents/deed.js';
import { holds, isDone } from '../../incidents/incident.js';

export type DeedName = Deed['do'];
export interface Offer {
  deed: DeedName;
  /** Letter of its key. */
  key: string;
  /** The one thing to do next. */
  first: boolean;
  /** Whoever sits here may look, and do nothing. */
  lookOnly: boolean;
}

/** Whether somebody may deal with incidents, and whether he or she may give them to others and put them aside. */
export interface Rights {
  act: boolean;
  manage: boolean;
}

/** What can be done about an incident, in the order in which it stands on the page. What makes no sense is not offered. */
export function offersFor(incident: Incident, may: Rights): Offer[] {
  const done = isDone(incident);
  const managed = may.manage || !may.act;
  const offers: [deed: DeedName, key: string, offered: boolean][] = [
    ['acknowledge', 'A', !done && (incident.state === 'unacknowledged' || incident.state === 'returned')],
    ['assign', 'G', !done && managed],
    ['comment', 'B', true],
    [incident.shelved ? 'unshelve' : 'shelve', 'H', !done && managed],
    ['false', 'N', incident.verdict === undefined],
    ['resolve', 'X', incident.verdict === undefined],
  ];
  const open = offers.filter(([, , offered]) => offered).map(([deed, key]) => ({ deed, key }));
  const next = open.find(({ deed }) => deed === 'acknowledge' || deed === 'resolve')?.deed;
  // what goes on is dealt with by whoever is there: nothing at the desk asks for that
  const first = next === 'resolve' && holds(incident) ? undefined : next;
  return open.map(({ deed, key }) => ({ deed, key, first: may.act && deed === first, lookOnly: !may.act }));
}
