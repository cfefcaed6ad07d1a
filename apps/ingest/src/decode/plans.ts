import type { DeviceDirectory } from '#hub/registry';
import type { Metric } from '#hub/contracts';
import { type AccountPlan, accountPlan } from './plan.js';

/** Plans of accounts, made when first needed and dropped when the directory changes. Lifetime: as the process. */
export class Plans {
  #plans = new Map<string, AccountPlan>();
  #doubted = new Map<string, ReadonlySet<Metric>>();

  constructor(readonly directory: DeviceDirectory) {}

  /** Begins to follow the directory; returns how to stop. */
  follow(): () => void {
    return this.directory.onChange(() => this.#plans.clear(), 'things');
  }

  /** Probes that are not to be trusted, by device: all of them. */
  doubt(doubted: Iterable<[device: string, metrics: readonly Metric[]]>): void {
    this.#doubted = new Map([...doubted].map(([device, metrics]) => [device, new Set(metrics)]));
    this.#plans.clear();
  }

  of(id: string): AccountPlan | undefined {
    const known = this.#plans.get(id);
    if (known) return known;
    const account = this.directory.account(id);
    if (!account) return undefined;
    const plan = accountPlan(account, this.directory, (device) => this.#doubted.get(device));
    this.#plans.set(id, plan);
    return plan;
  }
}
