import type { Account } from '#hub/registry';
import type { TopicAcl } from '../acl/topic-acl.js';
import type { AccountRate } from '../limits/account-rate.js';
import type { HubClient } from '../mqtt/hub-aedes.js';

export interface LastWill {
  topic: string;
  payload: Buffer;
  retain: boolean;
}

/** One signed-in connection. */
export interface Session {
  /** The account's. */
  readonly id: string;
  /** What no other session has, and aedes' name for the client. See `sessionKey`. */
  readonly key: string;
  readonly client: HubClient;
  readonly address: string;
  account: Account;
  /** Hash of the secret it came with: when the registry no longer lists it, the session ends. */
  readonly secretHash: string;
  acl: TopicAcl;
  readonly rate: AccountRate;
  /** Topics it may publish to and did. All sessions of a gateway have one set, for the limit is the account's. */
  topics: Set<string>;
  lastTopic: string;
  /** Packets that wait for the disk. */
  pending: number;
  slowed: boolean;
  /** What it wants said should it be lost. */
  will: LastWill | undefined;
}

/**
 * A device is one client, whatever name it gives itself. Behind a gateway account may be many boxes (each Tasmota board
 * is a client), told apart by the names that they give: private to the account, since no id of an account has a slash.
 */
export const sessionKey = ({ id, gateway }: Account, clientId: string): string => (gateway ? `${id}/${clientId}` : id);
