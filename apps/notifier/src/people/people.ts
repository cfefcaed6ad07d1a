import { covers, type Channel, type Grant, type Place, type Roster, type Watch } from '#hub/contracts';

/** Somebody who may be told. */
export interface Person {
  id: string;
  name: string;
  language: 'vi' | 'en';
  grants: readonly Grant[];
  has: { phone: boolean; email: boolean; push: boolean };
  off: readonly Channel[];
  quiet?: { from: string; to: string } | null;
}

/** Who is there, and who has the watch when. */
export interface People {
  persons: ReadonlyMap<string, Person>;
  roster: Roster;
  watchAt(at: number): Watch | undefined;
}

/** Everybody of a role whose scope takes in one of the places; without places: everybody of the role. */
export const holdersOf = ({ persons }: People, role: string, places: readonly Place[] | undefined): Person[] =>
  [...persons.values()].filter(({ grants }) =>
    grants.some((grant) => grant.role === role && (!places || places.some((place) => covers(grant.scope, place)))),
  );
