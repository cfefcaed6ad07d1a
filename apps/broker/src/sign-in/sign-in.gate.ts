import { batchAccount, claimAccount, type Newcomer as Name, parseNewcomer, type RefusalReason } from '#hub/contracts';
import type { EventLog, RefusalLog } from '#hub/event-log';
import { type Account, type DeviceDirectory, type SecretVerdict, verifySecret } from '#hub/registry';
import type { Clock } from '#hub/service-kit';
import type { AuthenticateError, ConnectPacket } from 'aedes';
import { aclOf, type TopicAcl } from '../acl/topic-acl.js';
import { LIMITS } from '../limits/limits.js';
import type { AccountRates } from '../limits/account-rates.js';
import type { HubClient } from '../mqtt/hub-aedes.js';
import { RefusedError } from '../refusals/refused.error.js';
import type { Newcomers } from '../provisioning/newcomers.js';
import type { FirstUse } from './first-use.js';
import { type LastWill, type Session, sessionKey } from './session.js';
import type { Sessions } from './sessions.js';

/** CONNACK return codes of MQTT 3.1.1 §3.2.2.3. */
const UNAVAILABLE = 3;
const BAD_CREDENTIALS = 4;
const NOT_AUTHORIZED = 5;

/** Of newcomers; they may come again after the first three. */
const CODES: Partial<Record<RefusalReason, number>> = {
  'claim-too-often': UNAVAILABLE,
  'too-many-connections': UNAVAILABLE,
  'registry-unavailable': UNAVAILABLE,
  'plain-provisioning': NOT_AUTHORIZED,
  'claim-used': NOT_AUTHORIZED,
  'claim-ended': NOT_AUTHORIZED,
};

export interface SignInDeps {
  log: EventLog;
  directory: DeviceDirectory;
  /** Reads the registry again. */
  refresh: () => Promise<void>;
  clock: Clock;
  sessions: Sessions;
  rates: AccountRates;
  refusals: RefusalLog;
  /** Clients of an account that were lost and may still come back, beside one that has this key. */
  missing: (account: string, key: string) => number;
  /** Waits until a replaced client is gone from the broker's books, too. */
  dismiss: (client: HubClient, then: () => void) => void;
  signedIn: (session: Session) => void;
  /** Absent where no registry gives accounts out. */
  newcomers: Newcomers | undefined;
  firstUse: FirstUse | undefined;
}
type Will = NonNullable<ConnectPacket['will']>;
type Answer = (error: AuthenticateError | null, success: boolean | null) => void;

/** Who may come in: aedes' hooks around CONNECT. */
export class SignInGate {
  #asked = new WeakMap<HubClient, { clientId: string; will: Will | undefined }>();

  constructor(readonly deps: SignInDeps) {}

  /** Makes a CONNECT say what we can answer for, before aedes acts on it. */
  prepare = (client: HubClient, packet: ConnectPacket, next: (error: Error | null, success: boolean) => void): void => {
    this.#asked.set(client, { clientId: packet.clientId, will: packet.will });
    // aedes makes up a name: a stranger has none that means anything, least of all that of a client
    packet.clientId = '';
    // a queue of old commands must not wait for anybody
    packet.clean = true;
    // said by us when the connection is lost, so that a takeover is not taken for a loss
    delete packet.will;
    // aedes answers with "unacceptable protocol version", which clients of MQTT 5 understand
    if ((packet.protocolVersion ?? 4) > 4) this.#note(client, packet.username, 'protocol-version');
    next(null, true);
  };

  authenticate = (
    client: HubClient,
    username: string | undefined,
    secret: Buffer | undefined,
    answer: Answer,
  ): void => {
    const { directory, refresh, newcomers } = this.deps;
    const newcomer = username === undefined ? undefined : parseNewcomer(username);
    if (newcomer && newcomers) return this.#admit(newcomers, client, newcomer, secret, answer);
    const verify = () => verifySecret(directory.account(username ?? ''), secret);
    const verdict = verify();
    if (verdict.is === 'valid' || username === undefined) this.#decide(client, username, verdict, answer);
    else void refresh().then(() => this.#decide(client, username, verify(), answer));
  };

  #admit(newcomers: Newcomers, client: HubClient, who: Name, secret: Buffer | undefined, answer: Answer): void {
    const clientId = this.#asked.get(client)?.clientId ?? '';
    this.#asked.delete(client);
    newcomers.admit(client, who, { secret, clientId }, (reason) => {
      if (reason === undefined) return answer(null, true);
      if (client.closed) return;
      this.#note(client, who.by === 'claim' ? claimAccount(who.code) : batchAccount(who.batch), reason);
      answer(Object.assign(new RefusedError(reason), { returnCode: CODES[reason] ?? BAD_CREDENTIALS }), false);
    });
  }

  #decide(client: HubClient, username: string | undefined, verdict: SecretVerdict, answer: Answer): void {
    if (client.closed) return;
    const { log, sessions, clock, dismiss } = this.deps;
    const refuse = (reason: RefusalReason, returnCode: number, detail?: string) => {
      this.#note(client, username, reason, detail);
      answer(Object.assign(new RefusedError(reason), { returnCode }), false);
    };
    if (verdict.is === 'revoked') return refuse(verdict.is, NOT_AUTHORIZED);
    if (verdict.is !== 'valid') return refuse(verdict.is, BAD_CREDENTIALS);
    // a connected 3.1.1 client never sends again what was not acknowledged: better it waits outside
    if (!log.status().writable) return refuse('log-unavailable', UNAVAILABLE);
    const { account } = verdict;
    const key = sessionKey(account, this.#asked.get(client)!.clientId || client.id);
    const old = sessions.get(key);
    if (old && !sessions.mayTakeOver(key, clock.now())) {
      const shared = account.gateway ? 'client id' : 'tài khoản';
      return refuse('too-many-connections', UNAVAILABLE, `Hai máy dùng chung một ${shared}`);
    }
    if (!old && account.gateway && this.#isFull(account.id, key))
      return refuse('too-many-connections', UNAVAILABLE, `Quá ${LIMITS.gatewayClients} máy dùng chung một tài khoản`);
    this.#open(client, key, verdict);
    if (old) dismiss(old.client, () => answer(null, true));
    else answer(null, true);
  }

  /** A client keeps its place until its loss is told: else one that is lost again and again would have any number of wills. */
  #isFull(account: string, key: string): boolean {
    const { sessions, missing } = this.deps;
    return sessions.of(account).size + missing(account, key) >= LIMITS.gatewayClients;
  }

  #open(client: HubClient, key: string, { account, secretHash }: Extract<SecretVerdict, { is: 'valid' }>): void {
    const acl = aclOf(account);
    const [sibling] = account.gateway ? this.deps.sessions.of(account.id) : [];
    // before aedes enters it in its books
    client.id = key;
    const session: Session = {
      id: account.id,
      key,
      client,
      address: client.address,
      account,
      secretHash,
      acl,
      rate: this.deps.rates.of(account.id),
      topics: sibling?.topics ?? new Set(),
      lastTopic: '',
      pending: 0,
      slowed: false,
      will: this.#willOf(client, account, acl),
    };
    client.session = session;
    this.deps.sessions.set(session);
    this.deps.signedIn(session);
    if (account.unproven?.includes(secretHash)) this.deps.firstUse?.of(secretHash);
  }

  /** A device's is about its own status; a gateway's is in the words of its codec. No longer than a CONNECT may be. */
  #willOf(client: HubClient, { id, device }: Account, { statusTopic, mayPublish }: TopicAcl): LastWill | undefined {
    const { will } = this.#asked.get(client)!;
    this.#asked.delete(client);
    if (!will) return undefined;
    const { topic } = will;
    if (device ? topic === statusTopic : isTopicName(topic) && mayPublish(topic)) {
      // a copy: the packet it lies in would stay in memory for as long as the connection
      const payload = Buffer.from(will.payload as Buffer);
      const retain = topic === statusTopic && will.retain === true && payload.length <= LIMITS.retainedPayload;
      return { topic, payload, retain };
    }
    this.#note(client, id, 'topic-denied', topic);
    return undefined;
  }

  #note(client: HubClient, account: string | undefined, reason: RefusalReason, detail?: string): void {
    const note = { account, address: client.address, reason };
    this.deps.refusals.note(detail === undefined ? note : { ...note, detail });
  }
}

/** aedes looks at topics of packets and not at those of wills. */
const isTopicName = (topic: string) => topic.length > 0 && topic.length <= LIMITS.topicLength && !/[+#\0]/.test(topic);
