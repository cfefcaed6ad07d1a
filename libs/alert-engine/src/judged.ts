import type { Verdict } from './condition.js';
import { shortened, withGap } from './packed.js';

/** Judgements as they are written down. */
export interface WrittenJudged {
  verdicts: Uint8Array;
  /** NaN where there was none. */
  backgrounds: Float64Array;
}

/**
 * What a neighbours rule said of each sample of a series, and against which background: the others' samples are not
 * kept as long.
 */
export class Judged {
  length = 0;
  #verdicts = new Uint8Array(0);
  /** NaN where there was none. */
  #backgrounds = new Float64Array(0);

  verdict(i: number): Verdict {
    return this.#verdicts[i] as Verdict;
  }
  background(i: number): number | undefined {
    const background = this.#backgrounds[i]!;
    return Number.isNaN(background) ? undefined : background;
  }
  set(i: number, verdict: Verdict, background: number | undefined): void {
    this.#verdicts[i] = verdict;
    this.#backgrounds[i] = background ?? NaN;
  }
  insertAt(i: number, verdict: Verdict, background: number | undefined): void {
    this.#verdicts = withGap(this.#verdicts, this.length, i, 1);
    this.#backgrounds = withGap(this.#backgrounds, this.length, i, 1);
    this.length++;
    this.set(i, verdict, background);
  }
  keep(from: number, to: number): void {
    const end = Math.min(to, this.length);
    this.#verdicts = shortened(this.#verdicts, from, end);
    this.#backgrounds = shortened(this.#backgrounds, from, end);
    this.length = Math.max(end - from, 0);
  }

  written(): WrittenJudged {
    return { verdicts: this.#verdicts.slice(0, this.length), backgrounds: this.#backgrounds.slice(0, this.length) };
  }
  take({ verdicts, backgrounds }: WrittenJudged): void {
    this.#verdicts = Uint8Array.from(verdicts);
    this.#backgrounds = new Float64Array(backgrounds);
    this.length = verdicts.length;
  }
}
