import { useCallback, useEffect, useState } from 'react';

/** Counts whole seconds down to 0 by the monotonic clock: a phone that slept does not wait twice. */
export function useSecondsLeft(): [left: number, start: (seconds: number) => void] {
  const [end, setEnd] = useState(0);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (end === 0) return;
    const tick = () => {
      const rest = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      setLeft(rest);
      if (rest === 0) setEnd(0);
    };
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [end]);
  const start = useCallback((seconds: number) => setEnd(performance.now() + seconds * 1000), []);
  return [left, start];
}
