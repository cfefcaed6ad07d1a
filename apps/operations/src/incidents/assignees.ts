import { covers, type Person, type Place } from '#hub/contracts';
import type { Registry } from '#hub/registry';

/** Of one role: a commune has some dozens of those who deal with alerts. */
const MOST = 500;

/** Those that an incident at one of these places may be given to, by name. Id and name alone: whoever gives it need not see people. */
export async function assigneesAt(
  registry: Registry,
  places: readonly Place[],
): Promise<Pick<Person, 'id' | 'name'>[]> {
  const taking = registry.roles.filter(({ permissions }) => permissions.includes('alerts.acknowledge'));
  const roles = new Set(taking.map(({ id }) => id));
  const found = await Promise.all(taking.map(({ id: role }) => registry.people.find({ role, limit: MOST })));
  const there = found
    .flatMap(({ people }) => people)
    .filter(
      (one) =>
        !one.disabled &&
        one.grants.some(({ role, scope }) => roles.has(role) && places.some((place) => covers(scope, place))),
    );
  const names = new Map(there.map(({ id, name }) => [id, name]));
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}
