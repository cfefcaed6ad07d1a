import { CLOCK, type Clock } from '#hub/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { Allowance } from '../http/allowance.js';
import { tooMany } from '../http/too-many.js';

/** Wrong guesses of one address. */
const RATE = { burst: 30, everyMs: 10_000 };

/**
 * In front of what is known by heart to nobody (tokens of links): it cannot be guessed, and need not be tried for ever.
 * Right ones are never kept waiting: a hamlet behind one router is let in as fast as it comes, whoever guesses there too.
 */
@Injectable()
export class Guesses {
  #wrong = new Allowance(RATE);

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** @throws ApiError 429, or what `attempt` threw */
  async from<T>(address: string, attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      const waitMs = this.#wrong.waitMs(address, this.clock.now());
      if (waitMs > 0) throw tooMany(waitMs);
      this.#wrong.take(address, this.clock.now());
      throw error;
    }
  }
}
