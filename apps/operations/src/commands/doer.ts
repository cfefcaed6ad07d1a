import { covers, type Person, type Place } from '#hub/contracts';
import type { Registry } from '#hub/registry';
import { invalidInput } from '../http/errors.js';

/** A task is for somebody who is there and may say that it was done. @throws ApiError 422 */
export async function checkDoer(registry: Registry, id: string, place: Place): Promise<void> {
  const person = await registry.people.get(id).catch(() => undefined);
  if (person && !person.disabled && mayReport(registry, person, place)) return;
  const message = person ? 'người này không được ra lệnh ở đây, nên không báo đã làm được' : 'không có người này';
  throw invalidInput([{ path: ['byHand', 'person'], message }]);
}

const mayReport = ({ roles }: Registry, { grants }: Pick<Person, 'grants'>, place: Place): boolean =>
  grants.some(
    ({ role, scope }) =>
      covers(scope, place) && roles.find(({ id }) => id === role)?.permissions.includes('commands.request'),
  );
