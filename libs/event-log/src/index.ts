export * from './event-log.js';
export { DataDirInUseError } from './lmdb/dir-lock.js';
export { LmdbEventLog, type LmdbEventLogOptions } from './lmdb/lmdb-event-log.js';
export type { Retention } from './lmdb/retention.js';
