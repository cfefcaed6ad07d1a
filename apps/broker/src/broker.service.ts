import type { Socket } from 'node:net';
import type { Packet } from '#hub/contracts';
import { type EventLog, RefusalLog } from '#hub/event-log';
import type { DeviceDirectory } from '#hub/registry';
import type { Clock } from '#hub/service-kit';
import type { AedesOptions, Client, PublishPacket } from 'aedes';
import { SubscribeGate } from './acl/subscribe.gate.js';
import { aclOf } from './acl/topic-acl.js';
import { type BrokerConfig, tlsOf } from './broker.config.js';
import { AppendQueue } from './intake/append-queue.js';
import { PublishGate } from './intake/publish.gate.js';
import { AccountRates } from './limits/account-rates.js';
import { LIMITS } from './limits/limits.js';
import { Pace } from './limits/pace.js';
import { Doorkeeper, strangerLimits } from './listeners/doorkeeper.js';
import { Listeners, type Ports } from './listeners/listeners.js';
import { type BrokerCounters, newCounters } from './metrics/counters.js';
import { gateReading } from './mqtt/client-guards.js';
import { HubAedes, type HubClient, type PublishDone } from './mqtt/hub-aedes.js';
import { PacketReader } from './mqtt/packet-reader.js';
import { LinkStatus } from './presence/link-status.js';
import { Newcomers } from './provisioning/newcomers.js';
import type { ProvisioningPort, RotationPort } from './provisioning/registry.port.js';
import { faultOf } from './refusals/client-fault.js';
import { Rotations } from './rotation/rotations.js';
import { directoryRefresher } from './sign-in/directory-refresher.js';
import { FirstUse } from './sign-in/first-use.js';
import type { Session } from './sign-in/session.js';
import { Sessions } from './sign-in/sessions.js';
import { SignInGate } from './sign-in/sign-in.gate.js';

const TIDY_MS = 60_000;

export interface BrokerDeps {
  config: BrokerConfig;
  log: EventLog;
  directory: DeviceDirectory;
  clock: Clock;
  /** Reads the registry into the directory again. */
  refreshDirectory: () => Promise<void>;
  /** Gives boxes their accounts and changes secrets; absent, nobody is given any. */
  registry?: { provisioning: ProvisioningPort; rotations: RotationPort };
}

/** The MQTT broker: listeners, sign-in, and packets into the log. The log must be started before it, and stop after. */
export class BrokerService {
  readonly counters: BrokerCounters = newCounters();
  readonly sessions = new Sessions();
  readonly refusals: RefusalLog;
  #rates: AccountRates;
  #queue: AppendQueue;
  #links: LinkStatus;
  #door: Doorkeeper;
  #listeners: Listeners;
  #aedes: HubAedes | undefined;
  #publish: PublishGate;
  #newcomers: Newcomers | undefined;
  #firstUse: FirstUse | undefined;
  #rotations: Rotations | undefined;
  #pace: Pace;
  #ports: Ports | undefined;
  #forgetDirectory: (() => void) | undefined;
  #tidying: NodeJS.Timeout | undefined;
  #stopping = false;
  #listening: () => void = () => undefined;

  constructor(readonly deps: BrokerDeps) {
    const { config, log, directory, clock, registry, refreshDirectory: refresh } = deps;
    const { counters } = this;
    this.refusals = new RefusalLog({
      log,
      clock,
      knows: (account) => directory.account(account) !== undefined,
      count: (reason) => counters.refusals[reason]++,
    });
    this.#rates = new AccountRates({
      packets: config.MQTT_RATE_PACKETS,
      bytes: config.MQTT_RATE_BYTES,
      readings: config.MQTT_RATE_READINGS,
      burstMs: (1000 * config.MQTT_BURST) / config.MQTT_RATE_PACKETS,
    });
    this.#queue = new AppendQueue(log, counters, (sessions) => this.#logUnavailable(sessions));
    this.#pace = new Pace(clock, this.refusals, counters);
    if (registry) {
      const { refusals } = this;
      const plain = config.MQTT_PLAIN_PROVISIONING;
      this.#newcomers = new Newcomers({ registry: registry.provisioning, refresh, clock, refusals, plain });
      this.#firstUse = new FirstUse(registry.provisioning, refresh);
      this.#rotations = new Rotations({ registry: registry.rotations, refresh });
    }
    this.#publish = new PublishGate(this.#queue, this.#pace, this.refusals, clock, counters);
    const writable = () => log.status().writable;
    const say = (packet: Packet, retain: boolean) => this.#say(packet, retain);
    this.#links = new LinkStatus(clock, this.sessions, say, writable);
    const limits = {
      connections: config.MQTT_MAX_CONNECTIONS,
      perAddress: config.MQTT_MAX_CONNECTIONS_PER_ADDRESS,
      ...strangerLimits,
    };
    this.#door = new Doorkeeper(limits, (address, socket) => this.#evicting(address, socket));
    this.#listeners = new Listeners(config.MQTT_HOST, config.MQTT_PORT, tlsOf(config), {
      connected: (socket) => this.#connected(socket),
      ready: (stream, socket) => this.#ready(stream, socket),
      handshakeFailed: (socket, error) => this.#handshakeFailed(socket, error),
    });
  }

  /** Ports it listens on; only while started. */
  get ports(): Ports {
    if (!this.#ports) throw new Error('broker is not started');
    return this.#ports;
  }

  /** Calls back whenever a client has subscribed to something. */
  onListening(listener: () => void): void {
    this.#listening = listener;
  }

  async start(): Promise<void> {
    this.#stopping = false;
    this.#aedes = await this.#openAedes();
    this.#forgetDirectory = this.deps.directory.onChange(() => this.#recheck());
    this.refusals.start();
    this.#links.start();
    this.#newcomers?.start();
    this.#tidying = setInterval(() => this.#tidy(), TIDY_MS);
    this.#tidying.unref();
    this.#ports = await this.#listeners.start();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#forgetDirectory?.();
    clearInterval(this.#tidying);
    this.#links.stop();
    this.#newcomers?.stop();
    this.#firstUse?.stop();
    await this.#listeners.stop();
    const aedes = this.#aedes;
    this.#aedes = undefined;
    if (aedes) await new Promise<void>((closed) => aedes.close(closed));
    await this.#queue.settled();
    await this.refusals.stop();
    this.#ports = undefined;
  }

  async #openAedes(): Promise<HubAedes> {
    const { log, directory, clock, refreshDirectory } = this.deps;
    const { sessions, refusals } = this;
    const signIn = new SignInGate({
      log,
      directory,
      clock,
      sessions,
      refusals,
      refresh: directoryRefresher(refreshDirectory),
      rates: this.#rates,
      missing: (account, key) => this.#links.missing(account, key),
      dismiss: (client, then) => this.#dismiss(client, then),
      signedIn: (session) => this.#signedIn(session),
      newcomers: this.#newcomers,
      firstUse: this.#firstUse,
    });
    const subscribe = new SubscribeGate(this.#pace, refusals, clock, this.#newcomers);
    const aedes = await HubAedes.open({
      connectTimeout: LIMITS.connectTimeoutMs,
      // bounded by what one socket read holds; a client may publish before it has its CONNACK
      queueLimit: LIMITS.pendingAppends,
      // whoever has a name too long is told that it is not known
      maxClientsIdLength: Number.POSITIVE_INFINITY,
      preConnect: signIn.prepare as AedesOptions['preConnect'],
      authenticate: signIn.authenticate as AedesOptions['authenticate'],
      authorizePublish: this.#authorizePublish as AedesOptions['authorizePublish'],
      authorizeSubscribe: subscribe.authorize as AedesOptions['authorizeSubscribe'],
      authorizeForward: subscribe.forward as AedesOptions['authorizeForward'],
    } as AedesOptions);
    const charge = (_packet: unknown, client: Client) => {
      if ((client as HubClient).session) this.#pace.charge(client as HubClient, clock.now());
      else if ((client as HubClient).newcomer) this.#newcomers?.heard(client as HubClient);
    };
    aedes.on('ping', charge);
    aedes.on('unsubscribe', charge);
    aedes.on('subscribe', (_filters, client) => this.#listens(client as HubClient | null));
    aedes.on('clientReady', (client) => this.#up(client as HubClient));
    aedes.on('clientError', (client, error) => this.#fault(client as HubClient, error));
    aedes.on('connectionError', (client, error) => this.#fault(client as HubClient, error));
    return aedes;
  }

  #connected(socket: Socket): boolean {
    const address = socket.remoteAddress ?? '?';
    this.counters.accepted++;
    if (this.#stopping) return false;
    if (!this.#door.enter(socket, address)) {
      this.refusals.note({ address, reason: 'too-many-connections' });
      return false;
    }
    this.counters.connections = this.#door.open;
    socket.once('close', () => (this.counters.connections = this.#door.open));
    return true;
  }

  /** Who waits for an account makes room for whoever has one. */
  #evicting(address: string, socket: Socket): void {
    const reason = this.#newcomers?.has(socket) ? 'too-many-connections' : 'connect-timeout';
    this.refusals.note({ address, reason });
  }

  #ready(stream: Socket, socket: Socket): void {
    const aedes = this.#aedes;
    if (!aedes) {
      stream.destroy();
      return;
    }
    const client = aedes.handle(stream) as HubClient;
    client.address = socket.remoteAddress ?? '?';
    client.socket = socket;
    client.secure = stream !== socket;
    PacketReader.attach(client, { publish: this.#publish.known, tooLarge: this.#tooLarge });
    gateReading(client);
    stream.once('close', () => this.#down(client));
  }

  #tooLarge = ({ session, newcomer, address }: HubClient, length: number): void => {
    this.refusals.note({
      account: session?.id ?? newcomer?.name,
      address,
      reason: 'payload-too-large',
      detail: `${length} byte`,
    });
  };

  #handshakeFailed(socket: Socket, error: Error & { code?: string }): void {
    const reason = error.code === 'ERR_TLS_HANDSHAKE_TIMEOUT' ? 'connect-timeout' : 'packet-malformed';
    this.refusals.note({ address: socket.remoteAddress ?? '?', reason, detail: `TLS: ${error.code ?? error.message}` });
  }

  #signedIn(session: Session): void {
    this.#door.signedIn(session.client.socket);
    this.counters.signedIn = this.sessions.size;
  }

  #authorizePublish = (client: HubClient | null, packet: PublishPacket, done: PublishDone): void => {
    if (client?.newcomer && this.#newcomers) this.#newcomers.publish(client, packet, done);
    else if (client?.session && this.#rotations?.take(client.session, packet, done))
      this.#pace.charge(client, this.deps.clock.now(), packet.payload.length);
    else this.#publish.authorize(client, packet, done);
  };

  #listens(client: HubClient | null): void {
    if (client?.session) this.#rotations?.look(client.session);
    this.#listening();
  }

  #up(client: HubClient): void {
    if (client.session && !client.closed) this.#links.up(client.session);
  }

  #down(client: HubClient): void {
    const { session } = client;
    if (client.newcomer) this.#newcomers?.left(client);
    if (!session || !this.sessions.remove(session)) return;
    this.counters.signedIn = this.sessions.size;
    if (!this.#stopping) this.#links.down(session, client._disconnected ? 'said-goodbye' : 'lost');
  }

  /** In the name of a client whose link came or went. */
  #say(packet: Packet, retain: boolean): void {
    this.#queue.push(packet);
    const { topic, payload } = packet;
    if (retain) this.#aedes?.publish({ cmd: 'publish', topic, payload: payload as Buffer, qos: 0, dup: false, retain });
  }

  /** aedes may tell of the same end several times. */
  #fault(client: HubClient, error: Error): void {
    const reason = faultOf(error);
    if (!reason || client.faulted) return;
    client.faulted = true;
    const { session, newcomer, address } = client;
    this.refusals.note({ account: session?.id ?? newcomer?.name, address, reason, detail: error.message });
  }

  #dismiss(client: HubClient, then: () => void): void {
    const gone = () => {
      // aedes may still have it in its books for a turn, and would strike out the newcomer for it
      const clients = (this.#aedes as unknown as { clients: Record<string, Client> } | undefined)?.clients;
      if (clients?.[client.id] === client) setImmediate(gone);
      else then();
    };
    client.close(gone);
  }

  #recheck(): void {
    this.#newcomers?.directoryChanged();
    // the sessions of a gateway have one set, also from now on
    const used = new Map<string, Set<string>>();
    for (const session of this.sessions.all()) {
      const account = this.deps.directory.account(session.id);
      if (account?.secretHashes.includes(session.secretHash)) {
        session.account = account;
        session.acl = aclOf(account);
        session.topics = used.get(account.id) ?? new Set();
        used.set(account.id, session.topics);
        session.lastTopic = '';
        this.#rotations?.look(session);
      } else {
        this.refusals.note({ account: session.id, address: session.address, reason: 'revoked' });
        session.client.close();
      }
    }
  }

  #logUnavailable(senders: Set<Session>): void {
    for (const { id, address } of senders) this.refusals.note({ account: id, address, reason: 'log-unavailable' });
  }

  #tidy(): void {
    const now = this.deps.clock.now();
    this.sessions.tidy(now);
    this.#newcomers?.tidy(now);
    this.#rates.tidy(now, (account) => this.sessions.of(account).size > 0);
  }
}
