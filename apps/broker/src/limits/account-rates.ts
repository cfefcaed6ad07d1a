import { AccountRate, type RateLimits } from './account-rate.js';

/** Rates outlive connections: connecting anew is no way to a fresh allowance. */
export class AccountRates {
  #rates = new Map<string, AccountRate>();

  constructor(readonly limits: RateLimits) {}

  of(account: string): AccountRate {
    let rate = this.#rates.get(account);
    if (!rate) {
      rate = new AccountRate(this.limits);
      this.#rates.set(account, rate);
    }
    return rate;
  }

  /** Forgets accounts that are not signed in and have nothing to pay. */
  tidy(now: number, signedIn: (account: string) => boolean): void {
    for (const [account, rate] of this.#rates) if (!signedIn(account) && rate.rested(now)) this.#rates.delete(account);
  }
}
