import type { Account } from '#hub/registry';
import type { TopicAcl } from '../acl/topic-acl.js';
import type { AccountRate } from '../limits/account-rate.js';
import type { HubClient } from '../mqtt/hub-aedes.js';

export interface LastWill {
  payload: Buffer;
  retain: boolean;
}

/** One signed-in connection. An account has at most one. */
export interface Session {
  readonly id: string;
  readonly client: HubClient;
  readonly address: string;
  account: Account;
  /** Hash of the secret it came with: when the registry no longer lists it, the session ends. */
  readonly secretHash: string;
  acl: TopicAcl;
  readonly rate: AccountRate;
  /** Topics it may publish to and did. */
  topics: Set<string>;
  lastTopic: string;
  /** Packets that wait for the disk. */
  pending: number;
  slowed: boolean;
  /** What it wants said should it be lost. */
  will: LastWill | undefined;
}
