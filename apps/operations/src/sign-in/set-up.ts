import { timingSafeEqual } from 'node:crypto';
import { ADMINISTRATOR, newToken, type Registry, tokenHash } from '#hub/registry';
import { ANY_COMMUNE } from '#hub/contracts';
import { ApiError } from '../http/errors.js';
import { hashPassword } from './passwords.js';

export interface FirstAdministrator {
  login: string;
  name: string;
  password: string;
}

/** The time before anybody administers the hub, and its end. */
export class SetUp {
  /** Opens the set-up page once; made anew at each start and kept nowhere. */
  readonly token = newToken();
  #administered = false;
  #listeners = new Set<() => void>();
  #working: Promise<unknown> = Promise.resolve();

  constructor(private readonly registry: Registry) {}

  /** Whether somebody administers the hub: from then on it may be reached from elsewhere. */
  get administered(): boolean {
    return this.#administered;
  }

  /** Calls back once, when the first administrator is there. */
  onAdministered(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Looks whether there is one by now: the command line may have made one. */
  async look(): Promise<void> {
    if (this.#administered || !(await this.registry.people.hasAdministrator())) return;
    this.#administered = true;
    for (const listener of this.#listeners) listener();
  }

  /** Makes the first administrator; gives its id. @throws ApiError where there is one */
  async first(given: FirstAdministrator): Promise<string> {
    const making = this.#working.then(() => this.#make(given));
    this.#working = making.catch(() => undefined);
    return making;
  }

  isToken(token: string): boolean {
    return timingSafeEqual(Buffer.from(tokenHash(token)), Buffer.from(tokenHash(this.token)));
  }

  async #make({ login, name, password }: FirstAdministrator): Promise<string> {
    await this.look();
    if (this.#administered)
      throw new ApiError(409, { error: 'already-set-up', message: 'Hub đã có người quản trị; hãy đăng nhập' });
    const hashed = await hashPassword(password);
    const grants = [{ role: ADMINISTRATOR, scope: { kind: 'commune' as const, id: ANY_COMMUNE } }];
    const { id } = await this.registry.people.add({ login, name, grants });
    await this.registry.waysIn.setPassword(id, hashed);
    await this.look();
    return id;
  }
}
