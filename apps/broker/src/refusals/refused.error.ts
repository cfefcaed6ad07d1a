import type { RefusalReason } from '#hub/contracts';

/** The broker said no, and has already noted it. The fault is the sender's, or the disk's for `log-unavailable`. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(readonly reason: RefusalReason) {
    super(reason);
  }
}
