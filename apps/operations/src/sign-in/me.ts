import type { Me } from '#hub/contracts';
import type { Known } from '../access/callers.js';
import type { Caller } from '../access/caller.js';

/** Who asks, as the pages know it. */
export function meOf(known: Known | undefined, caller: Caller | undefined, administered: boolean): Me {
  if (!known || !caller) return { state: 'stranger', setup: !administered };
  const { login, language, totp } = known.signedIn.identity;
  return {
    ...{ state: 'signed-in', id: caller.id, kind: caller.kind, name: caller.name },
    ...(login && { login }),
    ...{ language: language === 'en' ? 'en' : 'vi', roles: [...caller.grants], granted: [...caller.granted] },
    ...{ session: caller.session, totp },
    ...(caller.actingBy && { actingBy: caller.actingBy }),
  };
}
