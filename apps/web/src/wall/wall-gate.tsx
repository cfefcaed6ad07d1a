import type { ReactNode } from 'react';
import { useStore } from '../live/store.js';
import { may } from '../session/me.js';
import { session } from '../session/session.js';
import { MeContext } from '../session/use-me.js';
import { MayNotWatch, NoAdministrator, Pairing } from './pairing/pairing.js';

/**
 * The wall for whoever may watch; a code to pair for a screen that the hub does not know. A screen that was revoked loses
 * its picture with its identity; one whose hub is away keeps both, and the wall itself says how old they are.
 */
export function WallGate({ textScale, children }: { textScale: number; children: ReactNode }) {
  const state = useStore(session);
  const me = state.phase === 'known' ? state.me : state.phase === 'unreachable' ? state.last : undefined;
  const signedIn = me?.state === 'signed-in' ? me : undefined;
  if (state.phase === 'asking') return null;
  if (me?.state === 'stranger' && me.setup) return <NoAdministrator textScale={textScale} />;
  if (!signedIn) return <Pairing textScale={textScale} />;
  if (!may(signedIn, 'live.watch')) return <MayNotWatch textScale={textScale} name={signedIn.name} />;
  return <MeContext value={signedIn}>{children}</MeContext>;
}
