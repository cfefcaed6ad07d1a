import { covers, type Person, type Place } from '#hub/contracts';
import { NotFoundError, type Registry } from '#hub/registry';
import { invalidInput } from '../http/errors.js';

/** Of one role: a commune has some dozens of those who command. */
const MOST_DOERS = 500;

/**
 * A task is for somebody who is there and may say that it was done. Which of the two is not so is not told: whoever gives
 * it need not be one who may see people. @throws ApiError 400
 */
export async function checkDoer(registry: Registry, id: string, place: Place): Promise<void> {
  const person = await registry.people.get(id).catch((error: unknown) => {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  });
  if (person && !person.disabled && mayReport(registry, person, place)) return;
  const message = 'không có người này, hoặc người này không được ra lệnh ở đây, nên không báo đã làm được';
  throw invalidInput([{ path: ['byHand', 'person'], message }]);
}

/** Those that a task there may be given to, by name. Id and name alone: whoever gives it need not see people. */
export async function doersAt(registry: Registry, place: Place): Promise<Pick<Person, 'id' | 'name'>[]> {
  const roles = registry.roles.filter(({ permissions }) => permissions.includes('commands.request'));
  const found = await Promise.all(roles.map(({ id: role }) => registry.people.find({ role, limit: MOST_DOERS })));
  const there = found.flatMap(({ people }) => people).filter((one) => !one.disabled && mayReport(registry, one, place));
  const names = new Map(there.map(({ id, name }) => [id, name]));
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}

const mayReport = ({ roles }: Registry, { grants }: Pick<Person, 'grants'>, place: Place): boolean =>
  grants.some(
    ({ role, scope }) =>
      covers(scope, place) && roles.find(({ id }) => id === role)?.permissions.includes('commands.request'),
  );
