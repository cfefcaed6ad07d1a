import { REGISTRY, type Registry, type WaysIn } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { ApiError } from '../http/errors.js';
import { Allowance } from '../http/allowance.js';
import { tooMany } from '../http/too-many.js';
import { type Attempt, Attempts } from './attempts.js';
import { asksForCode, stepOf } from './one-time-codes.js';
import { isPassword } from './passwords.js';

/** Of failures in the audit log: whoever guesses from everywhere must not bury all others. */
const WRITTEN = { burst: 100, everyMs: 10_000 };

/** Checks of passwords and codes, each paid for; those that fail are written down. */
@Injectable()
export class SignInService {
  readonly attempts: Attempts;
  #written = new Allowance(WRITTEN);

  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.attempts = new Attempts(registry);
  }

  /** Whoever these belong to. @throws ApiError 401 wrong-credentials, code-needed; 429 too-many-attempts */
  async check(attempt: Attempt, password: string, code: string | undefined): Promise<WaysIn> {
    const found = await this.#holder(attempt, password);
    if (asksForCode(found)) {
      if (!code) throw new ApiError(401, { error: 'code-needed', message: 'Nhập mã 6 số trong ứng dụng xác thực' });
      if (!(await this.isCode(found, code))) {
        await this.#writeDown('wrong-code', found);
        throw wrong('Mã 6 số không đúng hoặc đã dùng; chờ mã kế tiếp rồi gõ lại');
      }
    }
    await this.attempts.succeeded(attempt);
    return found;
  }

  /** Said again by somebody who is signed in. @throws ApiError 401, 429 */
  async checkPassword(attempt: Attempt, password: string): Promise<void> {
    await this.#holder(attempt, password);
    await this.attempts.succeeded(attempt);
  }

  /** Whether it is a code of now, and its first use. */
  async isCode({ id }: WaysIn, code: string): Promise<boolean> {
    const secret = await this.registry.waysIn.totpSecret(id);
    const step = secret === undefined ? undefined : stepOf(secret, code, this.clock.now());
    return step !== undefined && (await this.registry.waysIn.takeTotpStep(id, step));
  }

  /** @throws ApiError 429 */
  async pay(attempt: Attempt): Promise<void> {
    const waitMs = await this.attempts.take(attempt, this.clock.now());
    if (waitMs > 0) throw tooMany(waitMs);
  }

  async #holder(attempt: Attempt, password: string): Promise<WaysIn> {
    await this.pay(attempt);
    const found = await this.registry.waysIn.byLogin(attempt.login);
    // the same work and the same answer, whether there is such a name
    if ((await isPassword(password, found?.password)) && found) return found;
    await this.#writeDown('wrong-password', found);
    throw wrong();
  }

  /** Of a name that nobody has not even the name: people type passwords into the wrong field. */
  async #writeDown(why: string, found: WaysIn | undefined): Promise<void> {
    const now = this.clock.now();
    if (this.#written.waitMs('', now) > 0) return;
    this.#written.take('', now);
    await this.registry.audit.note({
      ...{ action: 'session.refused', detail: { why } },
      ...(found && { target: found.id }),
    });
  }
}

const wrong = (
  message = 'Tên đăng nhập hoặc mật khẩu không đúng; gõ lại, hoặc xin quản trị liên kết đặt lại',
): ApiError => new ApiError(401, { error: 'wrong-credentials', message });
