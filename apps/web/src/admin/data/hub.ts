import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { connectHub } from '../../live/hub-client.js';
import type { LinkState } from '../../live/link.js';
import type { LiveState } from '../../live/live-state.js';
import { mayEverywhere, type SignedIn } from '../../session/me.js';
import { askAllAgain } from './ask.js';
import type { Hub } from './line.js';
import { pollHub } from './poll-hub.js';

export const HubContext = createContext<Hub | undefined>(undefined);

export function useHub(): Hub {
  const hub = useContext(HubContext);
  if (!hub) throw new Error('a part of the administration page was used outside of it');
  return hub;
}

/** Keeps the line for as long as the page is shown. Whoever may not hear everything asks for what is his or hers. */
export function useOpenHub(me: SignedIn): Hub | undefined {
  const [hub, setHub] = useState<Hub>();
  const all = mayEverywhere(me, 'live.watch');
  useEffect(() => {
    const opened = all ? connectHub() : pollHub();
    setHub(opened);
    const stop = opened.onReconnect(askAllAgain);
    return () => {
      stop();
      opened.stop();
    };
  }, [all]);
  return hub;
}

/** Part of what is live; the part is drawn anew only when it is another one. */
export function useLive<T>(part: (live: LiveState) => T): T {
  const { live } = useHub();
  return useSyncExternalStore(live.subscribe, () => part(live.get()));
}

export function useLink(): LinkState {
  const { link } = useHub();
  return useSyncExternalStore(link.subscribe, link.get);
}

/** The hub's time, told anew so often. Milliseconds. */
export function useNow(everyMs = 10_000): number {
  const hub = useHub();
  const [now, setNow] = useState(hub.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(hub.now()), everyMs);
    return () => clearInterval(timer);
  }, [hub, everyMs]);
  return now;
}
