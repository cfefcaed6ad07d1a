import { type Caller, forbidden } from './caller.js';

/** Id of whoever is really there: nobody does it for somebody else. @throws ApiError 403 */
export function inPerson(who: Caller): string {
  if (who.kind !== 'person' || who.actingBy) throw forbidden();
  return who.id;
}
