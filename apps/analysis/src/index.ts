export { type AnalysisConfig, analysisConfigSchema } from './analysis.config.js';
export { AnalysisModule } from './analysis.module.js';
