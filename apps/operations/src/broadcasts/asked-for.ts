import type { Broadcast, BroadcastContent } from '#hub/contracts';
import type { TextInput } from './broadcast.input.js';

/** What somebody wants said, its recording and template looked up. */
export type Wanted = Omit<TextInput, 'recording'> & Pick<BroadcastContent, 'recording' | 'template'>;

/** Whether a message says what is asked for, to whom, and in the same way. */
export function isAskedFor(kept: Broadcast, wanted: Wanted): boolean {
  const { audience, template, recording, airBefore } = wanted;
  const hamlets = kept.audience.hamlets.map(({ id }) => id);
  return (
    kept.text === wanted.text &&
    kept.urgency === wanted.urgency &&
    (kept.drill === true) === wanted.drill &&
    kept.incident === wanted.incident &&
    kept.recording?.name === recording?.name &&
    kept.template?.id === template?.id &&
    kept.template?.version === template?.version &&
    (airBefore === undefined || kept.airBefore === airBefore) &&
    kept.audience.everywhere === audience.everywhere &&
    (audience.everywhere || isSameSet(hamlets, audience.hamlets))
  );
}

const isSameSet = (some: readonly string[], others: readonly string[]): boolean =>
  new Set([...some, ...others]).size === new Set(some).size && new Set(others).size === new Set(some).size;
