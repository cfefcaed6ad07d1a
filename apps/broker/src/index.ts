export { type BrokerConfig, brokerConfigSchema } from './broker.config.js';
export { BrokerModule } from './broker.module.js';
export { type BrokerDeps, BrokerService } from './broker.service.js';
export { ClockGuard } from './clock/clock-guard.js';
export type { Ports } from './listeners/listeners.js';
export type { BrokerCounters } from './metrics/counters.js';
