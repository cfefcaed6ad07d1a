/** One at a time: whoever asks while it is done shares the next time with all who ask meanwhile. */
export function inTurn(work: () => Promise<void>): () => Promise<void> {
  let now: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = (): Promise<void> => {
    next = undefined;
    now = work().finally(() => (now = undefined));
    return now;
  };
  // what was changed before the asking is in the answer: the one under way may have begun too early
  return () => (now ? (next ??= now.then(run, run)) : run());
}
