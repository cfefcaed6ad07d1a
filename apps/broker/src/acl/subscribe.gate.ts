import type { RefusalLog } from '#hub/event-log';
import type { Clock } from '#hub/service-kit';
import type { Subscription } from 'aedes';
import { LIMITS } from '../limits/limits.js';
import type { Pace } from '../limits/pace.js';
import type { HubClient } from '../mqtt/hub-aedes.js';

/** Who may hear what: aedes' hooks around SUBSCRIBE and delivery. */
export class SubscribeGate {
  constructor(
    readonly pace: Pace,
    readonly refusals: RefusalLog,
    readonly clock: Clock,
  ) {}

  /** null: the SUBACK says no to this filter. */
  authorize = (
    client: HubClient,
    subscription: Subscription,
    answer: (error: null, granted: Subscription | null) => void,
  ): void => {
    const reason = this.#refused(client, subscription.topic);
    if (reason) {
      const { session, address } = client;
      this.refusals.note({ account: session?.id, address, reason, detail: subscription.topic });
    }
    if (client.session) this.pace.charge(client, this.clock.now());
    answer(null, reason ? null : subscription);
  };

  /** Asked for each delivery: what an account may hear can change after it subscribed. */
  forward = <T extends { topic: string }>(client: HubClient, packet: T): T | null =>
    client.session?.acl.maySubscribe(packet.topic) ? packet : null;

  #refused({ session, subscriptions }: HubClient, filter: string): 'subscribe-denied' | 'too-many-topics' | undefined {
    if (filter.length > LIMITS.topicLength || !session?.acl.maySubscribe(filter)) return 'subscribe-denied';
    if (filter in subscriptions) return undefined;
    return Object.keys(subscriptions).length >= LIMITS.subscriptions ? 'too-many-topics' : undefined;
  }
}
