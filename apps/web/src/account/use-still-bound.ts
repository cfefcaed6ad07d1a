import { useEffect } from 'react';
import { isBound, type SignedIn } from '../session/me.js';
import { refreshSession } from '../session/session.js';

const EVERY_MS = 15_000;

/**
 * Asks again while somebody looks whether a phone is bound still: a page that asks for nothing else would show what it
 * has for ever. Whoever signs in with a password is not asked about, whose session ends by itself when it is not used.
 */
export function useStillBound(me: SignedIn): void {
  const bound = isBound(me);
  useEffect(() => {
    if (!bound) return;
    const look = () => {
      if (document.visibilityState === 'visible') void refreshSession();
    };
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [bound]);
}
