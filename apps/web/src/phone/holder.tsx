import { type ReactNode, useEffect } from 'react';
import { type Store, useStore } from '../live/store.js';
import { NoRight, NotReached } from '../session/gate-notes.js';
import type { SignedIn } from '../session/me.js';
import { signInFrom } from '../session/return-to.js';
import { session } from '../session/session.js';
import type { Owner } from './offline/deed-book.js';

export interface Holder {
  /** Who is signed in and may use the page. */
  me: SignedIn | undefined;
  owner: Owner | undefined;
  /** The hub says that nobody is signed in. */
  stranger: boolean;
  /** What to show instead of the page. */
  instead: { is: ReactNode } | undefined;
}

/**
 * Whose page this is. Whoever is signed in is let in; where the hub cannot be asked, or the session has run out, whoever was
 * signed in here last: what was done in the field must not be lost because a session ends there.
 */
export function useHolder(
  kept: Store<Owner | undefined>,
  setOwner: (owner: Owner, keep?: boolean) => void,
  allows: (me: SignedIn) => boolean,
): Holder {
  const state = useStore(session);
  const owner = useStore(kept);
  const signedIn = state.phase === 'known' && state.me.state === 'signed-in' ? state.me : undefined;
  const me = signedIn && allows(signedIn) ? signedIn : undefined;
  const stranger = state.phase === 'known' && !signedIn;
  useEffect(() => {
    if (me && (owner?.id !== me.id || owner.name !== me.name)) setOwner({ id: me.id, name: me.name }, !me.actingBy);
  }, [me, owner, setOwner]);
  useEffect(() => {
    if (!owner && stranger) window.location.replace(signInFrom(window.location));
  }, [owner, stranger]);
  const instead = () => {
    if (signedIn && !me) return { is: <NoRight me={signedIn} /> };
    if (!owner && state.phase === 'unreachable') return { is: <NotReached /> };
    return !owner || (me && me.id !== owner.id) ? { is: null } : undefined;
  };
  return { me, owner, stranger, instead: instead() };
}
