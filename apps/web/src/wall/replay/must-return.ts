import type { Alert } from '#hub/contracts';
import type { LinkState } from '../../live/link.js';
import { isDrill } from '../alerts/drill.js';
import { isShown } from '../stations/station-state.js';

/**
 * Why the wall must be live and nothing else: an alert that nobody has accepted and that was not there before, an
 * unaccepted emergency whenever it began, or a line that is lost.
 */
export function mustReturn(
  alerts: ReadonlyMap<string, Alert>,
  before: ReadonlySet<string>,
  link: LinkState,
): 'new-alert' | 'emergency' | 'lost' | undefined {
  if (link !== 'live') return 'lost';
  for (const alert of alerts.values()) {
    if (alert.state !== 'unacknowledged' || !isShown(alert) || isDrill(alert)) continue;
    if (alert.severity === 'emergency') return 'emergency';
    if (!before.has(alert.id)) return 'new-alert';
  }
  return undefined;
}
