import type { FarmDeed } from '#hub/contracts';
import type { Names } from '../../phone/offline/page-names.js';
import type { WaitingDeed } from '../../phone/offline/send-deeds.js';

/** Something that somebody did, or saw, at a plot. */
export interface FarmJob extends WaitingDeed {
  plot: string;
  deed: FarmDeed;
}
/** Of this page on the phone. */
export const NAMES: Names = { store: 'hub-farm', sending: 'hub-farm-outbox', news: 'hub-farm' };
