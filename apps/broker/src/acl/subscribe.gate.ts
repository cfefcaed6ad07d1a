import type { RefusalLog } from '#hub/event-log';
import type { Clock } from '#hub/service-kit';
import type { Subscription } from 'aedes';
import { LIMITS } from '../limits/limits.js';
import type { Pace } from '../limits/pace.js';
import type { HubClient } from '../mqtt/hub-aedes.js';
import type { Newcomers } from '../provisioning/newcomers.js';

/** Who may hear what: aedes' hooks around SUBSCRIBE and delivery. */
export class SubscribeGate {
  constructor(
    readonly pace: Pace,
    readonly refusals: RefusalLog,
    readonly clock: Clock,
    readonly newcomers: Newcomers | undefined,
  ) {}

  /** null: the SUBACK says no to this filter. */
  authorize = (
    client: HubClient,
    subscription: Subscription,
    answer: (error: null, granted: Subscription | null) => void,
  ): void => {
    const reason = this.#refused(client, subscription.topic);
    if (reason) {
      const { session, newcomer, address } = client;
      this.refusals.note({ account: session?.id ?? newcomer?.name, address, reason, detail: subscription.topic });
    }
    if (client.session) this.pace.charge(client, this.clock.now());
    else if (client.newcomer) this.newcomers?.heard(client);
    answer(null, reason ? null : subscription);
  };

  /** Asked for each delivery: what an account may hear can change after it subscribed. */
  forward = <T extends { topic: string }>(client: HubClient, packet: T): T | null =>
    this.#may(client, packet.topic) ? packet : null;

  #may(client: HubClient, filter: string): boolean {
    if (client.session) return client.session.acl.maySubscribe(filter);
    return this.newcomers?.maySubscribe(client, filter) ?? false;
  }

  #refused(client: HubClient, filter: string): 'subscribe-denied' | 'too-many-topics' | undefined {
    const { subscriptions } = client;
    if (filter.length > LIMITS.topicLength || !this.#may(client, filter)) return 'subscribe-denied';
    if (filter in subscriptions) return undefined;
    return Object.keys(subscriptions).length >= LIMITS.subscriptions ? 'too-many-topics' : undefined;
  }
}
