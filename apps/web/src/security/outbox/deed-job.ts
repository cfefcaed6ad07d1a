import type { Deed } from '../../incidents/deed.js';
import type { Names } from '../../phone/offline/page-names.js';
import type { WaitingDeed } from '../../phone/offline/send-deeds.js';

/** Something that somebody did about an incident. */
export interface DeedJob extends WaitingDeed {
  incident: string;
  /** Without its photo, which lies beside it. */
  deed: Deed;
  hasPhoto: boolean;
}
/** Of this page on the phone. */
export const NAMES: Names = { store: 'hub-security', sending: 'hub-security-outbox', news: 'hub-security' };
