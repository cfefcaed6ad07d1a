import { type Codec, CODECS, type RefusalReason } from '#hub/contracts';

/** What became of a packet. `partly`: something in it was set aside. */
export const OUTCOMES = ['read', 'partly', 'ignored', 'unrecognised', 'undecodable'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Plain numbers, so that counting costs the packet path nothing; Prometheus reads them when asked. */
export interface IngestCounters {
  /** Packets by the codec of their account; `none` where the account is not known any more. */
  packets: Record<Codec | 'none', Record<Outcome, number>>;
  /** Measurements, events and statuses that packets became. */
  readings: Record<Codec, number>;
  /** Repeats of what was read already (idempotency key of the sender). */
  repeats: number;
  /** Packets that were counted and not kept because the account's letters for the day were full. */
  notKept: number;
  replayed: number;
  pointsWritten: number;
  pointsRejected: number;
  storeWrites: number;
  hoursRolledUp: number;
  /** Posts over HTTP that are on disk, and their bytes. */
  posts: number;
  postedBytes: number;
  postsRefused: Partial<Record<RefusalReason, number>>;
}

const zeros = <K extends string>(keys: readonly K[]): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;

export function newCounters(): IngestCounters {
  const codecs = [...CODECS, 'none'] as const;
  const packets = Object.fromEntries(codecs.map((codec) => [codec, zeros(OUTCOMES)]));
  return {
    packets: packets as IngestCounters['packets'],
    readings: zeros(CODECS),
    repeats: 0,
    notKept: 0,
    replayed: 0,
    pointsWritten: 0,
    pointsRejected: 0,
    storeWrites: 0,
    hoursRolledUp: 0,
    posts: 0,
    postedBytes: 0,
    postsRefused: {},
  };
}
