import type { Alert, AlertsItem, Request } from '#hub/contracts';
import { writtenTime } from '../texts/figures.js';
import { acknowledged } from './alert.js';

type AcknowledgeRequest = Extract<Request, { type: 'acknowledge' }>;

/** What becomes of a request to acknowledge: the alert's transition, or a refusal in words. */
export function answer(request: AcknowledgeRequest, alert: Alert | undefined): AlertsItem {
  const refused = (reason: string): AlertsItem => ({ type: 'refused', request: request.id, reason, at: request.at });
  if (!alert) return refused('Không có việc này, hoặc việc đã xong từ lâu');
  const seen = alert.acknowledgement;
  if (seen) return refused(`${seen.by} đã tiếp nhận lúc ${writtenTime(seen.at, request.at)}`);
  if (alert.state === 'closed') return refused('Việc này đã đóng, không cần tiếp nhận');
  const { by, at, note } = request;
  return {
    type: 'alert',
    change: 'acknowledged',
    alert: acknowledged(alert, { by, at, ...(note !== undefined && { note }) }),
    at,
    request: request.id,
  };
}
