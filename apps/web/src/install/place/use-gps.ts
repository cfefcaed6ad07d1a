import { useCallback, useEffect, useState } from 'react';
import type { Fix } from '../draft/draft.js';
import { averageOf, fixFrom, isDone } from './fixes.js';

export type NoGps = 'insecure' | 'denied' | 'unavailable';
export interface Gps {
  state: 'measuring' | 'done' | NoGps;
  /** The best that is known in this measurement. */
  fix?: Fix;
  /** Measures anew. */
  again: () => void;
}
/** Standing still for longer makes nothing better, and costs the battery. */
const LONGEST_MS = 30_000;
const NO_FIX_MS = 25_000;

/** Measures while the screen is seen, until the phone gets no better. `wanted`: begins by itself. */
export function useGps(wanted: boolean): Gps {
  const [round, setRound] = useState(wanted ? 1 : 0);
  const [state, setState] = useState<Gps['state']>(wanted ? 'measuring' : 'done');
  const [fix, setFix] = useState<Fix>();

  useEffect(() => {
    if (round === 0) return;
    if (!window.isSecureContext || !('geolocation' in navigator)) return setState('insecure');
    const fixes: Fix[] = [];
    setFix(undefined);
    setState('measuring');
    const stop = (how: Gps['state']) => {
      navigator.geolocation.clearWatch(watch);
      clearTimeout(timer);
      setState(how);
    };
    const watch = navigator.geolocation.watchPosition(
      (position) => {
        const one = fixFrom(position.coords, Date.now());
        if (!one) return;
        fixes.push(one);
        setFix(averageOf(fixes));
        if (isDone(fixes)) stop('done');
      },
      (error) => {
        if (error.code === error.PERMISSION_DENIED) stop('denied');
        else if (fixes.length === 0) stop('unavailable');
      },
      { enableHighAccuracy: true, maximumAge: 0, timeout: NO_FIX_MS },
    );
    const timer = setTimeout(() => stop(fixes.length > 0 ? 'done' : 'unavailable'), LONGEST_MS);
    return () => {
      navigator.geolocation.clearWatch(watch);
      clearTimeout(timer);
    };
  }, [round]);

  return { state, ...(fix && { fix }), again: useCallback(() => setRound((n) => n + 1), []) };
}
