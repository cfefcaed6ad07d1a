/** Answers what the code in the picture says, or undefined where there is none. */
export type Look = () => Promise<string | undefined>;

export interface LoopOptions<T> {
  look: Look;
  /** What it means; undefined: a code, but none of ours. */
  accept: (text: string) => T | undefined;
  /** A strange code is in the picture. */
  onStrange: () => void;
  now: () => number;
  wait: (ms: number) => Promise<void>;
  /** Ends it: the screen was left, or the phone was put away. */
  signal: AbortSignal;
}

const LEAST_PAUSE_MS = 120;
/** A quarter of one core at most: a phone in the sun is hot enough. */
const REST_PER_WORK = 3;
/** Nobody holds a phone before a label for longer; the camera is let go then. */
const TIRED_MS = 90_000;

/** Looks again and again, resting in between, until there is a code of ours. `tired`: nothing came for a long time. */
export async function scanUntilFound<T>(options: LoopOptions<T>): Promise<T | 'tired' | undefined> {
  const { look, accept, onStrange, now, wait, signal } = options;
  const started = now();
  while (!signal.aborted) {
    const begun = now();
    if (begun - started > TIRED_MS) return 'tired';
    const text = await look();
    if (signal.aborted) return undefined;
    if (text !== undefined) {
      const found = accept(text);
      if (found !== undefined) return found;
      onStrange();
    }
    await wait(Math.max(LEAST_PAUSE_MS, REST_PER_WORK * (now() - begun)));
  }
  return undefined;
}
