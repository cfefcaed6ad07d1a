import type { DeviceDirectory } from '#hub/registry';
import { type AccountPlan, accountPlan } from './plan.js';

/** Plans of accounts, made when first needed and dropped when the directory changes. Lifetime: as the process. */
export class Plans {
  #plans = new Map<string, AccountPlan>();

  constructor(readonly directory: DeviceDirectory) {}

  /** Begins to follow the directory; returns how to stop. */
  follow(): () => void {
    return this.directory.onChange(() => this.#plans.clear(), 'things');
  }

  of(id: string): AccountPlan | undefined {
    const known = this.#plans.get(id);
    if (known) return known;
    const account = this.directory.account(id);
    if (!account) return undefined;
    const plan = accountPlan(account, this.directory);
    this.#plans.set(id, plan);
    return plan;
  }
}
