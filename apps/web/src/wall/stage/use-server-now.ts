import { useEffect, useState } from 'react';
import { useWall } from '../wall-context.js';

/** Server time, once every `everyMs`, on the second so that clocks do not stutter. */
export function useServerNow(everyMs = 1000): number {
  const { data } = useWall();
  const [now, setNow] = useState(() => data.hub.now());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const time = data.hub.now();
      setNow(time);
      timer = setTimeout(tick, everyMs - (time % everyMs) + 5);
    };
    tick();
    return () => clearTimeout(timer);
  }, [data, everyMs]);
  return now;
}
