import type { Asking, Credentials } from '#hub/registry';

/** A connection of a box that has no account yet. It may ask, hear the answer, and nothing else. */
export interface Newcomer {
  /** User name that it came with. */
  readonly name: string;
  readonly credentials: Credentials;
  /** Its code, or the name that a box of a batch gives itself. */
  readonly box: string;
  readonly replyTopic: string;
  readonly since: number;
  /** What it last asked, while it waits for somebody to do something. */
  waiting: Asking | undefined;
  /** Of whatever kind. */
  packets: number;
}
