export { type NotifierConfig, notifierConfigSchema } from './notifier.config.js';
export { NotifierModule } from './notifier.module.js';
