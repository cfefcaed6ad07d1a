export { eventually } from './eventually/eventually.js';
export { startHub, type TestHub, type TestHubOptions } from './hub/test-hub.js';
export { startInflux, type TestInflux, type TestInfluxOptions } from './influx/start-influx.js';
export { describeWith, type Need } from './needs/describe-with.js';
export { freePort } from './ports/free-port.js';
export { startPostgres, type TestPostgres } from './postgres/start-postgres.js';
export { startTmpfs, type TestTmpfs } from './tmpfs/start-tmpfs.js';
export { type Listener, type Station, Timeline } from './timeline/timeline.js';
export { clockOf, type Time, timeReader, writeTime } from './timeline/time.js';
