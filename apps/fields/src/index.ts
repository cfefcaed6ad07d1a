export { Advisor } from './advising/advisor.js';
export { farmSettings } from './farm-settings.js';
export { type FieldsConfig, fieldsConfigSchema } from './fields.config.js';
export { FieldsModule } from './fields.module.js';
