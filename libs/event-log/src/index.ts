export type { Commit, CommittedState } from './consumer/commit.js';
export { ConsumerContext } from './consumer/consumer-context.js';
export { CONSUMER_PROBLEMS, type ConsumerProblem, ConsumerProblems } from './consumer/consumer-problems.js';
export * from './event-log.js';
export { DataFileDamagedError } from './lmdb/check-file.js';
export { DataDirInUseError } from './lmdb/dir-lock.js';
export { LmdbEventLog, type LmdbEventLogOptions } from './lmdb/lmdb-event-log.js';
export type { Retention } from './lmdb/retention.js';
export {
  connectLogConsumer,
  type LogConsumerOptions,
  LogConsumerServer,
  transportOf,
} from './nest/log-consumer.server.js';
export * from './refusals/refusal-log.js';
