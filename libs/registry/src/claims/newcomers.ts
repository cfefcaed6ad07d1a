import type { DeviceProfile, Device, RefusalReason } from '#hub/contracts';
import type { BoxWords } from '../entities/claim.entity.js';

/** Somebody who comes with a label's or a batch's secret, by its SHA-256. */
export type Credentials =
  | { by: 'claim'; code: string; secretHash: string }
  | { by: 'batch'; batch: string; secretHash: string };

/** Whether somebody may come in and ask. */
export type Welcome = 'welcome' | Extract<RefusalReason, 'claim-unknown' | 'claim-used' | 'claim-ended'>;

/** What a box asks with. One of a batch proves by a secret of its own that it is the one that asked before. */
export type Asking = { says: BoxWords } & (
  | Extract<Credentials, { by: 'claim' }>
  | (Extract<Credentials, { by: 'batch' }> & { box: string; proofHash: string })
);

export type Handed =
  | { is: 'waiting'; for: 'claim' | 'approval' }
  /** The secret is told in this answer alone; asked again, there is another one. */
  | { is: 'account'; device: Device; secret: string; profile: DeviceProfile | undefined }
  | { is: 'refused'; reason: RefusalReason };
