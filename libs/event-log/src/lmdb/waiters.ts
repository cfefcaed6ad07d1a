/** Readers that wait for a stream to grow. */
export class Waiters {
  #waiting = new Map<string, Set<() => void>>();

  wake(stream: string): void {
    const waiting = this.#waiting.get(stream);
    if (!waiting?.size) return;
    this.#waiting.set(stream, new Set());
    for (const go of waiting) go();
  }

  wakeAll(): void {
    for (const stream of this.#waiting.keys()) this.wake(stream);
  }

  /** Resolves when the stream grew, or when `signal` ends the wait. */
  wait(stream: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      let waiting = this.#waiting.get(stream);
      if (!waiting) this.#waiting.set(stream, (waiting = new Set()));
      const go = () => {
        waiting.delete(go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      waiting.add(go);
      signal.addEventListener('abort', go, { once: true });
    });
  }
}
