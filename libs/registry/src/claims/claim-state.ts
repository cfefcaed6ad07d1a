import type { ClaimState } from '#hub/contracts';
import type { ClaimRow } from '../entities/claim.entity.js';

const DAY_MS = 24 * 3_600_000;
/** A label that somebody put up is good for this much longer: the box may get its network weeks later. */
export const AFTER_CLAIM_MS = 90 * DAY_MS;
/** A box that waits for approval and does not come back is forgotten. */
export const WAITING_MS = 30 * DAY_MS;

/** What is used or taken back stays so; the others end by the clock. */
export function stateOf({ state, expires }: Pick<ClaimRow, 'state' | 'expires'>, now: number): ClaimState {
  return state !== 'in-use' && state !== 'withdrawn' && now > expires ? 'expired' : state;
}
