import type { ConsumerContext } from './consumer-context.js';

/** What a handler leaves to be committed together with its position: a part of the log's context. */
export type Commit = Pick<ConsumerContext, 'append' | 'put' | 'afterCommit'>;

/** A group's state as last committed, by key prefix. */
export type CommittedState = <T>(prefix: string) => Iterable<[key: string, value: T]>;
