import type { RefusalReason } from '#hub/contracts';
import type { EventLog, RefusalLog } from '#hub/event-log';
import { type Account, type DeviceDirectory, type SecretVerdict, verifySecret } from '#hub/registry';
import type { Clock } from '#hub/service-kit';
import type { AuthenticateError, ConnectPacket } from 'aedes';
import { aclOf, type TopicAcl } from '../acl/topic-acl.js';
import { LIMITS } from '../limits/limits.js';
import type { AccountRates } from '../limits/account-rates.js';
import type { HubClient } from '../mqtt/hub-aedes.js';
import { RefusedError } from '../refusals/refused.error.js';
import type { LastWill, Session } from './session.js';
import type { Sessions } from './sessions.js';

/** CONNACK return codes of MQTT 3.1.1 §3.2.2.3. */
const UNAVAILABLE = 3;
const BAD_CREDENTIALS = 4;
const NOT_AUTHORIZED = 5;

export interface SignInDeps {
  log: EventLog;
  directory: DeviceDirectory;
  /** Reads the registry again. */
  refresh: () => Promise<void>;
  clock: Clock;
  sessions: Sessions;
  rates: AccountRates;
  refusals: RefusalLog;
  /** Waits until a replaced client is gone from the broker's books, too. */
  dismiss: (client: HubClient, then: () => void) => void;
  signedIn: (session: Session) => void;
}
type Answer = (error: AuthenticateError | null, success: boolean | null) => void;

/** Who may come in: aedes' hooks around CONNECT. */
export class SignInGate {
  #wills = new WeakMap<HubClient, NonNullable<ConnectPacket['will']>>();

  constructor(readonly deps: SignInDeps) {}

  /** Makes a CONNECT say what we can answer for, before aedes acts on it. */
  prepare = (client: HubClient, packet: ConnectPacket, next: (error: Error | null, success: boolean) => void): void => {
    // else a thief of one secret could take the place of any client
    packet.clientId = packet.username ?? '';
    // a queue of old commands must not wait for anybody
    packet.clean = true;
    if (packet.will) this.#wills.set(client, packet.will);
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
    const { directory, refresh } = this.deps;
    const verify = () => verifySecret(directory.account(username ?? ''), secret);
    const verdict = verify();
    if (verdict.is === 'valid' || username === undefined) this.#decide(client, username, verdict, answer);
    else void refresh().then(() => this.#decide(client, username, verify(), answer));
  };

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
    const { id } = verdict.account;
    const old = sessions.get(id);
    if (old && !sessions.mayTakeOver(id, clock.now()))
      return refuse('too-many-connections', UNAVAILABLE, 'Hai máy dùng chung một tài khoản');
    this.#open(client, verdict);
    if (old) dismiss(old.client, () => answer(null, true));
    else answer(null, true);
  }

  #open(client: HubClient, { account, secretHash }: Extract<SecretVerdict, { is: 'valid' }>): void {
    const acl = aclOf(account);
    const session: Session = {
      id: account.id,
      client,
      address: client.address,
      account,
      secretHash,
      acl,
      rate: this.deps.rates.of(account.id),
      topics: new Set(),
      lastTopic: '',
      pending: 0,
      slowed: false,
      will: this.#willOf(client, account, acl),
    };
    client.session = session;
    this.deps.sessions.set(session);
    this.deps.signedIn(session);
  }

  /** Gateways announce themselves on topics of their own, which nobody here reads. */
  #willOf(client: HubClient, { id, device }: Account, { statusTopic }: TopicAcl): LastWill | undefined {
    const will = this.#wills.get(client);
    if (!will || !device) return undefined;
    if (will.topic === statusTopic) {
      // a copy: the packet it lies in would stay in memory for as long as the connection
      const payload = Buffer.from(will.payload as Buffer);
      return { payload, retain: will.retain === true && payload.length <= LIMITS.retainedPayload };
    }
    this.#note(client, id, 'topic-denied', will.topic);
    return undefined;
  }

  #note(client: HubClient, account: string | undefined, reason: RefusalReason, detail?: string): void {
    const note = { account, address: client.address, reason };
    this.deps.refusals.note(detail === undefined ? note : { ...note, detail });
  }
}
