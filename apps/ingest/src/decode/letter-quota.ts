import type { StateView } from '../group-state.js';

/** What an account's letters may take, bytes: an eighth of what the stream of dead letters holds, anew each day. */
const BYTES_A_DAY = 8 << 20;
const DAY_MS = 86_400_000;
/** What a letter takes beside its packet, bytes. */
const LETTER_BYTES = 400;
/** Beyond the quota packets are counted, and the count is told this often. */
const TELL_EVERY_MS = 600_000;

export interface Allowance {
  /** Up to when the account's letters are paid for, milliseconds. */
  paidUntil: number;
  /** Packets that were only counted since the last letter. */
  counted: number;
  toldAt: number;
}

/** `keep` the packet, only `count` it, or `tell` how many were only counted. */
export type Verdict = { do: 'keep' | 'count' } | { do: 'tell'; counted: number };

/**
 * One account that sends nothing but garbage must not push what others need out of the stream. Decided on `received`
 * alone, so that a replay of the log decides the same.
 */
export function judgeLetter(
  account: string,
  bytes: number,
  received: number,
  allowances: StateView<Allowance>,
): Verdict {
  const known = allowances.get(account) ?? { paidUntil: 0, counted: 0, toldAt: 0 };
  const paidUntil = Math.max(known.paidUntil, received - DAY_MS) + ((bytes + LETTER_BYTES) / BYTES_A_DAY) * DAY_MS;
  if (paidUntil <= received) {
    allowances.set(account, { ...known, paidUntil });
    return { do: 'keep' };
  }
  const counted = known.counted + 1;
  // both ways, for the clock may have been set
  const tell = Math.abs(received - known.toldAt) >= TELL_EVERY_MS;
  const toldAt = tell ? received : known.toldAt;
  // a debt from before the clock was set back is no debt
  const owed = Math.min(known.paidUntil, received);
  allowances.set(account, { paidUntil: owed, counted: tell ? 0 : counted, toldAt });
  return tell ? { do: 'tell', counted } : { do: 'count' };
}
