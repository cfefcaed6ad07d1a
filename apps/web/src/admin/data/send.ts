import { useCallback, useRef, useState } from 'react';
import { RequestFailed } from '../../live/rest.js';

export interface Sending {
  busy: boolean;
  failed: RequestFailed | undefined;
  /** Does one thing at a time; a failure is kept to be shown. Resolves with whether it went through. */
  run(act: () => Promise<void>): Promise<boolean>;
  clear(): void;
}

/** A change that somebody makes: whether it is under way, and why it was refused. */
export function useSend(): Sending {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<RequestFailed>();
  const running = useRef(false);
  const run = useCallback(async (act: () => Promise<void>) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setFailed(undefined);
    try {
      await act();
      return true;
    } catch (error) {
      setFailed(error instanceof RequestFailed ? error : new RequestFailed('refused', String(error)));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setFailed(undefined), []);
  return { busy, failed, run, clear };
}
