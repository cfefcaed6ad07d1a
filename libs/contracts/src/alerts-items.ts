import type { AlertTransition, RequestRefused } from './alerts.js';
import type { IncidentTransition } from './incidents.js';
import type { ServiceTransition } from './out-of-service.js';
import type { RuleTransition } from './rules.js';

/** Items of the `alerts` stream. */
export type AlertsItem = AlertTransition | IncidentTransition | RuleTransition | ServiceTransition | RequestRefused;
