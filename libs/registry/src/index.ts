export * from './directory.js';
export * from './verify-secret.js';
