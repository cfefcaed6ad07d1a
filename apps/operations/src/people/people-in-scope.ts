import type { Person } from '#hub/contracts';
import type { Caller } from '../access/caller.js';

/** Hamlets whose people a caller is shown, of the one that was asked for; undefined: all. */
export function hamletsOf(who: Caller, asked: string | undefined): string[] | undefined {
  if (who.canEverywhere('people.read')) return asked === undefined ? undefined : [asked];
  const own = who.granted
    .filter(({ scope, permissions }) => scope.kind === 'hamlet' && permissions.includes('people.read'))
    .map(({ scope }) => scope.id);
  return asked === undefined ? own : own.filter((hamlet) => hamlet === asked);
}

export const maySee = (who: Caller, { hamlet }: Pick<Person, 'hamlet'>): boolean => {
  const hamlets = hamletsOf(who, undefined);
  return hamlets === undefined || (hamlet !== undefined && hamlets.includes(hamlet));
};
