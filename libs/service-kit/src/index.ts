export * from './clock.js';
export * from './config.js';
export * from './data.js';
export * from './logger.js';
