import { postJson, RequestFailed } from '../../live/rest.js';
import { createStore, type Store } from '../../live/store.js';

/** A screen that shows a code and waits for somebody to type it in at a desk. */
export type PairingState =
  | { phase: 'asking' }
  | { phase: 'shown'; code: string }
  /** The hub does not answer. A code that was shown stays good for a while, unless the hub restarted. */
  | { phase: 'away' }
  /** Too many screens wait; asked again by itself. */
  | { phase: 'full' };

export interface Pairing {
  state: Store<PairingState>;
  stop(): void;
}

interface Begun {
  code: string;
  /** Secret to ask with. */
  poll: string;
}

const KEPT = 'wall-pairing';
const POLL_MS = 2000;
const FULL_MS = 20_000;

/**
 * Gets a code, asks what became of it, and gets another one when it is too old. A page that is loaded anew goes on with the
 * code it had: the hub lets only a few screens of one address wait.
 */
export function beginPairing(onPaired: () => void): Pairing {
  const state = createStore<PairingState>({ phase: 'asking' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let begun = kept();

  const step = async (): Promise<number> => {
    if (!begun) keep((begun = await postJson<Begun>('/api/walls/pairing', {})));
    const { state: became } = await postJson<{ state: 'waiting' | 'paired' | 'expired' }>('/api/walls/pairing/poll', {
      poll: begun.poll,
    });
    if (stopped) return POLL_MS;
    if (became === 'waiting') {
      const shown = state.get();
      if (shown.phase !== 'shown' || shown.code !== begun.code) state.set({ phase: 'shown', code: begun.code });
      return POLL_MS;
    }
    keep((begun = undefined));
    if (became === 'paired') onPaired();
    return became === 'paired' ? POLL_MS : 0;
  };
  const run = async () => {
    let pause: number;
    try {
      pause = await step();
    } catch (error) {
      const full = error instanceof RequestFailed && error.code === 'too-many-attempts';
      if (!stopped) state.set({ phase: full ? 'full' : 'away' });
      pause = full ? FULL_MS : POLL_MS;
    }
    if (!stopped) timer = setTimeout(() => void run(), pause);
  };
  void run();
  return {
    state,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function kept(): Begun | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Begun | null) ?? undefined;
  } catch {
    return undefined;
  }
}
function keep(begun: Begun | undefined): void {
  if (begun) sessionStorage.setItem(KEPT, JSON.stringify(begun));
  else sessionStorage.removeItem(KEPT);
}
