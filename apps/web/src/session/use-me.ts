import { createContext, useContext } from 'react';
import type { SignedIn } from './me.js';

/** Set by `Gate` around what only those who are signed in may see. */
export const MeContext = createContext<SignedIn | undefined>(undefined);

/** Who is signed in. Only inside a `Gate`. */
export function useMe(): SignedIn {
  const me = useContext(MeContext);
  if (!me) throw new Error('a part of a page that needs a sign-in was used outside of its gate');
  return me;
}
