export { Advisor } from './advising/advisor.js';
export { reckonAll, type Reckoning } from './advising/reckon.js';
export { placesOf, type Situation } from './advising/situation.js';
export { farmSettings } from './farm-settings.js';
export { type FieldsConfig, fieldsConfigSchema } from './fields.config.js';
export { FieldsModule } from './fields.module.js';
export { ledgerOf } from './ledgers/ledger-keeper.js';
export { weatherByPlace } from './weather/weather-by-place.js';
export { loadTemplates } from './words/templates.js';
