export * from './config.js';
export * from './data.js';
