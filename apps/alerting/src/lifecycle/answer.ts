import type { Alert, Request } from '#hub/contracts';
import { CLOSED, GONE, takenBy } from '../incidents/actions.js';

type AcknowledgeRequest = Extract<Request, { type: 'acknowledge' }>;

/** Why an alert cannot be acknowledged, in words; undefined: it can. */
export function refusal({ at }: AcknowledgeRequest, alert: Alert | undefined): string | undefined {
  if (!alert) return GONE;
  return takenBy(alert, at) ?? (alert.state === 'closed' ? CLOSED : undefined);
}
