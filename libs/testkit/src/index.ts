export { eventually } from './eventually/eventually.js';
export { startInflux, type TestInflux, type TestInfluxOptions } from './influx/start-influx.js';
export { describeWith, type Need } from './needs/describe-with.js';
export { type Listener, type Station, Timeline } from './timeline/timeline.js';
export { clockOf, type Time, timeReader, writeTime } from './timeline/time.js';
