import type { RefusalReason } from '#hub/contracts';
import { RefusedError } from './refused.error.js';

/** Links break, and that is nobody's fault. */
const LINK = new Set(['connection closed', 'drain timeout', 'keep alive timeout', 'packet received not valid']);

/** What a client did wrong by the error aedes ended it with; undefined where it is noted already or was only the link. */
export function faultOf(error: Error & { code?: unknown; errorCode?: unknown }): RefusalReason | undefined {
  if (error instanceof RefusedError || LINK.has(error.message)) return undefined;
  // socket errors carry a code, refused CONNECTs an errorCode
  if (error.code !== undefined || error.errorCode !== undefined) return undefined;
  if (error.message === 'connect did not arrive in time') return 'connect-timeout';
  if (error.message.startsWith('Client queue limit') || error.message.startsWith('maxInflightInbound'))
    return 'backlog-overflow';
  return 'packet-malformed';
}
