import { type ProvisioningReply, REFUSALS, topics } from '#hub/contracts';
import type { Handed } from '#hub/registry';

/** Who waits is told by itself while it stays connected; one that does not stay asks again after so long. */
export const ASK_AGAIN_MS = 60_000;
/** Where a profile is gone. */
const SOME_INTERVAL_MS = 300_000;

/** What a box is told, as it goes out. */
export function replyTo(handed: Handed): ProvisioningReply {
  switch (handed.is) {
    case 'waiting':
      return { state: 'waiting', for: handed.for, askAgainMs: ASK_AGAIN_MS };
    case 'refused':
      return { state: 'refused', reason: handed.reason, words: REFUSALS[handed.reason] };
    case 'account': {
      const { device, secret, profile } = handed;
      const { id, commune } = device;
      return {
        ...{ state: 'account', id, commune, secret, profile: device.profile },
        topics: {
          telemetry: topics.telemetry(commune, id),
          events: topics.events(commune, id),
          status: topics.status(commune, id),
          commands: topics.commands(commune, id),
          config: topics.config(commune, id),
        },
        intervalMs: profile?.intervalMs ?? SOME_INTERVAL_MS,
      };
    }
  }
}
