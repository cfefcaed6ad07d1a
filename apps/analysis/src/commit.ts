import type { Stream, StreamItems } from '#hub/contracts';

/** What a handler leaves to be committed together with its position: a part of the log's context. */
export interface Commit {
  append<S extends Stream>(stream: S, items: readonly StreamItems[S][]): void;
  /** `undefined` deletes. */
  put(key: string, value: unknown): void;
  afterCommit(done: () => void): void;
}
/** State as last committed. */
export type State = <T>(prefix: string) => Iterable<[key: string, value: T]>;
