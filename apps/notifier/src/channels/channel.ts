import type { Channel as ChannelName, Notice } from '#hub/contracts';
import type { Repeats } from '../state/desk.js';
import type { Speech, Words } from '../state/kept.js';

/** What a channel is given. */
export interface Outgoing {
  /** 22 characters: the same whenever this is sent again. */
  key: string;
  kind: Notice['kind'];
  drill?: true;
  /** Id of a person; absent for a channel that speaks to many. */
  person?: string | undefined;
  /** Ids of the notices in it. */
  notices: readonly string[];
  words: Words;
  /** Of a public message. */
  speech?: Speech | undefined;
  urgent: boolean;
  silent: boolean;
  at: number;
}

export type Outcome =
  /** `reason`: by which way, where not by the usual one. */
  | { outcome: 'sent' | 'delivered'; reason?: string }
  /** Definitely not sent, and never will be. In words. */
  | { outcome: 'refused'; reason: string }
  /** Definitely not sent; worth another try, after so long where the provider said. */
  | { outcome: 'retry'; reason: string; afterMs?: number }
  /** It may have been sent. */
  | { outcome: 'uncertain'; reason: string };

/**
 * A way to tell somebody. `send` is called by one caller for one message at a time, for several messages at once; it may
 * throw, which is as if nobody knew what became of it. When `signal` ends it must let go of what it waits for.
 */
export interface Channel {
  readonly name: ChannelName;
  /** What happens to whoever is told when a message is sent again that had been sent. */
  readonly repeats: Repeats;
  /** A message is tried for so long, milliseconds. */
  readonly patienceMs: number;
  /** A send that says nothing for so long is let go, milliseconds; absent: 15 s. */
  readonly hangMs?: number;
  send(message: Outgoing, signal: AbortSignal): Promise<Outcome>;
  /** Once, before anything is sent: says what would stand in the way. */
  start?(warn: (reason: string) => void): void;
  stop?(): void;
}
