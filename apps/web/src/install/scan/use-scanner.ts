import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type Label, parseLabel } from '#hub/contracts';
import { type NoCamera, openCamera } from './camera.js';
import { openReader } from './qr-reader.js';
import { scanUntilFound } from './scan-loop.js';

export interface Scanner {
  video: RefObject<HTMLVideoElement | null>;
  state: 'starting' | 'looking' | 'tired' | NoCamera;
  /** A code is in the frame that is none of ours. */
  strange: boolean;
  /** Switches the camera's light; absent where it has none. */
  light: ((on: boolean) => Promise<void>) | undefined;
  /** Looks again after it got tired. */
  again: () => void;
}
const STRANGE_SHOWN_MS = 3000;
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Runs the camera while the screen is seen, and looks for a label in its picture. */
export function useScanner(onFound: (label: Label) => void): Scanner {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<Scanner['state']>('starting');
  const [strangeAt, setStrangeAt] = useState(0);
  const [light, setLight] = useState<Scanner['light']>();
  const [round, setRound] = useState(0);
  const found = useRef(onFound);
  found.current = onFound;

  useEffect(() => {
    const abort = new AbortController();
    void look(abort.signal);
    // a phone that was put away has let its camera go
    const seen = () => (document.visibilityState === 'hidden' ? abort.abort() : setRound((n) => n + 1));
    document.addEventListener('visibilitychange', seen);
    return () => {
      abort.abort();
      document.removeEventListener('visibilitychange', seen);
    };

    async function look(signal: AbortSignal): Promise<void> {
      setState('starting');
      const camera = await openCamera();
      if (typeof camera === 'string') return setState(camera);
      const close = () => camera.close();
      signal.addEventListener('abort', close);
      if (signal.aborted || !video.current) return close();
      const own = video.current;
      own.srcObject = camera.stream;
      await own.play().catch(() => undefined);
      const read = await openReader();
      if (signal.aborted) return;
      setState('looking');
      setLight(() => camera.torch);
      const label = await scanUntilFound({
        look: async () => (own.readyState >= own.HAVE_CURRENT_DATA ? read(own) : undefined),
        accept: parseLabel,
        onStrange: () => setStrangeAt(Date.now()),
        now: () => performance.now(),
        wait,
        signal,
      });
      close();
      setLight(undefined);
      if (label === 'tired') setState('tired');
      else if (label) found.current(label);
    }
  }, [round]);

  useEffect(() => {
    if (strangeAt === 0) return;
    const timer = setTimeout(() => setStrangeAt(0), STRANGE_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [strangeAt]);
  const again = useCallback(() => setRound((n) => n + 1), []);
  return { video, state, strange: strangeAt > 0, light, again };
}
