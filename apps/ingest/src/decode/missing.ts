import { type Problem, unrecognised } from './decoded.js';
import type { AccountPlan } from './plan.js';
import { REASONS } from './reasons.js';

/** Why an account has no device of this name. */
export const missing = (account: AccountPlan, address: string): Problem =>
  unrecognised(account.lacksProfile(address) ? REASONS.noProfile(address) : REASONS.notRegistered(address));
