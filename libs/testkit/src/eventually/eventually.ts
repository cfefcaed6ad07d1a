/**
 * Asks again until the answer satisfies, and gives it back. The error says what was wanted and what was seen last, so a
 * failing test reads in the field's words.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T> | T,
  satisfies: (answer: T) => boolean,
  withinMs = 10_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  let last: unknown = 'nothing';
  for (;;) {
    try {
      const answer = await ask();
      if (satisfies(answer)) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) {
      const seen = last instanceof Error ? last.message : JSON.stringify(last)?.slice(0, 2000);
      throw new Error(`wanted within ${withinMs} ms: ${what}; seen last: ${seen}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
