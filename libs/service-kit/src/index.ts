export * from './clock.js';
export * from './config.js';
export * from './reference.js';
export * from './logger.js';
