import { setTimeout as delay } from 'node:timers/promises';

interface Waiting<T, R> {
  item: T;
  resolve: (answer: R) => void;
  reject: (error: unknown) => void;
}

/**
 * Asks for many at once: what comes while one question is under way, or shortly after, goes into the next. Between two it
 * rests as long as the last one took, so that the busier it is the fewer questions there are. Answers come in the order of
 * asking.
 */
export class Gathered<T, R> {
  #waiting: Waiting<T, R>[] = [];
  #asking = false;

  constructor(
    private readonly ask: (items: T[]) => Promise<readonly R[]>,
    private readonly most = 250,
    private readonly gatherMs = 5,
  ) {}

  one(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#asking) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#asking = true;
    await delay(this.gatherMs, undefined, { ref: false });
    for (;;) {
      const started = performance.now();
      await this.#askSome(this.#waiting.splice(0, this.most));
      if (this.#waiting.length === 0) break;
      await delay(performance.now() - started, undefined, { ref: false });
    }
    this.#asking = false;
  }

  async #askSome(some: Waiting<T, R>[]): Promise<void> {
    try {
      const answers = await this.ask(some.map(({ item }) => item));
      for (const [i, { resolve }] of some.entries()) resolve(answers[i]!);
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }
}
