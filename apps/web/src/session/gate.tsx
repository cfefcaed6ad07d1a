import { type ReactNode, useEffect } from 'react';
import type { Permission } from '#hub/contracts';
import { useStore } from '../live/store.js';
import { may } from './me.js';
import { signInFrom } from './return-to.js';
import { NoRight, NotReached, StillAsking } from './gate-notes.js';
import { session } from './session.js';
import { MeContext } from './use-me.js';

interface GateProps {
  /** What the page is for; whoever may not do it anywhere is told so. */
  needs?: Permission;
  /** The page works without the hub: whoever was signed in here last may go on, and is asked again when there is a line. */
  offline?: boolean;
  children: ReactNode;
}

/** Lets in whoever is signed in; strangers go to the sign-in page and come back from it. */
export function Gate({ needs, offline, children }: GateProps) {
  const state = useStore(session);
  const stranger = state.phase === 'known' && state.me.state === 'stranger';
  useEffect(() => {
    if (stranger) window.location.replace(signInFrom(window.location));
  }, [stranger]);
  if (state.phase === 'asking' || stranger) return <StillAsking />;
  const me = state.phase === 'known' ? state.me : offline || state.confirmed ? state.last : undefined;
  if (me?.state !== 'signed-in') return <NotReached />;
  if (needs && !may(me, needs)) return <NoRight me={me} />;
  return <MeContext value={me}>{children}</MeContext>;
}
