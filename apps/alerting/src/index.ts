export { type AlertingConfig, alertingConfigSchema } from './alerting.config.js';
export { AlertingModule, GUIDANCES } from './alerting.module.js';
export { AlertingService } from './alerting.service.js';
export { loadRulePack, RULES } from './rules/rule-pack.js';
