import { CLOCK, type Clock } from '#hub/service-kit';
import { UnknownCodeError } from '#hub/registry';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Allowance } from '../http/allowance.js';
import { ApiError } from '../http/errors.js';
import type { Caller } from '../access/caller.js';

/**
 * Wrong codes: ten at once, then one a minute, for each person and for each address. Of ten million codes a thousand may
 * be open; whoever guesses has seen one of them after a week, and then it is a label in somebody's drawer.
 */
const WRONG = { burst: 10, everyMs: 60_000 };

/** Codes are short, so that they can be typed in; and so whoever tries them is held back. */
@Injectable()
export class CodeTries {
  readonly #wrong = new Allowance(WRONG);

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Does it unless the caller was wrong too often; counts it when no label has the code. @throws ApiError 429 */
  async counted<T>(who: Caller, request: Pick<Request, 'ip'>, work: () => Promise<T>): Promise<T> {
    const keys = [`person ${who.id}`, `address ${request.ip}`];
    const now = this.clock.now();
    const waitMs = Math.max(...keys.map((key) => this.#wrong.waitMs(key, now)));
    if (waitMs > 0)
      throw new ApiError(429, {
        error: 'too-many-attempts',
        message: 'Thử sai mã quá nhiều lần; hãy xem lại tem rồi thử sau ít phút',
        retryAfterS: Math.ceil(waitMs / 1000),
      });
    try {
      return await work();
    } catch (error) {
      if (error instanceof UnknownCodeError) for (const key of keys) this.#wrong.take(key, now);
      throw error;
    }
  }
}
