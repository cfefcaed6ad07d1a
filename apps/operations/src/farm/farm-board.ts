import type { AdviceChange } from '#hub/contracts';

export type KeptAdvice = Pick<AdviceChange, 'advice' | 'days' | 'plot' | 'at'>;

/** Advice for each plot as it stood last. */
export class FarmBoard {
  readonly #advice = new Map<string, KeptAdvice>();

  take(change: KeptAdvice): void {
    if (change.advice) this.#advice.set(change.plot, change);
    else this.#advice.delete(change.plot);
  }
  of(plot: string): KeptAdvice | undefined {
    return this.#advice.get(plot);
  }
}
