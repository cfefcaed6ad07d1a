export * from './clock.js';
export * from './config.js';
export { Figures } from './figures.js';
export * from './reference.js';
export * from './logger.js';
export { laidOver } from './layers.js';
export { replaceFile } from './replace-file.js';
export { words } from './words.js';
export { Gathered } from './gathered.js';
