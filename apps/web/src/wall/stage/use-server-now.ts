import { useEffect, useState } from 'react';
import { useWall } from '../wall-context.js';

/** Time the wall shows, once every `everyMs`: the server's, or a replay's. */
export function useServerNow(everyMs = 1000): number {
  const { data } = useWall();
  const [told, setTold] = useState(() => ({ data, now: data.hub.now() }));
  useEffect(() => data.onTick(everyMs, (now) => setTold({ data, now })), [data, everyMs]);
  // in the moment between live and replay the other one's time would be wrong by hours
  return told.data === data ? told.now : data.hub.now();
}
