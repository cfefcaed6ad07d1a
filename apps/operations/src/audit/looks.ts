import { REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../access/caller.js';

const HOUR_MS = 3_600_000;
const MOST_KEPT = 5000;

/**
 * Looks at what is shown again and again, such as a camera's pictures: who looked at what is written down once an hour.
 * A line for each picture would bury all others.
 */
@Injectable()
export class Looks {
  #noted = new Map<string, number>();

  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async note(who: Pick<Caller, 'session'>, action: string, target: string): Promise<void> {
    const key = `${who.session} ${action} ${target}`;
    const now = this.clock.now();
    if (Math.abs(now - (this.#noted.get(key) ?? -Infinity)) < HOUR_MS) return;
    if (this.#noted.size >= MOST_KEPT) this.#noted.clear();
    this.#noted.set(key, now);
    try {
      await this.registry.audit.note({ action, target });
    } catch (error) {
      // what cannot be written down is not shown
      this.#noted.delete(key);
      throw error;
    }
  }
}
