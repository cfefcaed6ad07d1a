export { type HubConfig, hubConfigSchema } from './hub.config.js';
export { type RunningHub, startHub } from './start-hub.js';
