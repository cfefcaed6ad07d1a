/** One after the other, in the order of asking; a failure is its caller's alone. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when all that was asked for is done. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
