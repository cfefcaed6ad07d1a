import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Device, Gateway, Packet, Refusal } from '#hub/contracts';
import { type EventLog, LmdbEventLog } from '#hub/event-log';
import { DeviceDirectory, type Registry } from '#hub/registry';
import { type Clock, systemClock } from '#hub/service-kit';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { type BrokerConfig, brokerConfigSchema } from '../broker.config.js';
import { BrokerService } from '../broker.service.js';
import { RawClient } from './raw-client.js';
import type { ConnectOptions } from './wire.js';

export const COMMUNE = '26734';
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
export const secretOf = (id: string) => `secret-of-${id}`;

export function device(id: string, overrides: Partial<Device> = {}): Device {
  return {
    id,
    commune: COMMUNE,
    profile: 'air-station',
    state: 'installed',
    name: id,
    simulated: false,
    installedAt: 0,
    ...overrides,
  };
}
export function gateway(id: string, topics: string[], overrides: Partial<Gateway> = {}): Gateway {
  return { id, commune: COMMUNE, name: id, codec: 'zigbee2mqtt', topics, simulated: false, ...overrides };
}

export interface TestBrokerOptions {
  config?: Partial<BrokerConfig>;
  clock?: Clock;
  /** Puts something between the broker and the real log. */
  wrapLog?: (log: LmdbEventLog) => EventLog;
  /** Of the log; absent: a temporary one. */
  dir?: string;
  /** How often the log looks whether a full disk has room again. */
  probeMs?: number;
  /** What "reading the registry again" does. */
  refresh?: () => Promise<void>;
  /** Started already; what it knows is in the directory then. */
  registry?: Registry;
}

/** A broker on loopback with a real log in a folder of its own. Accounts have the secret `secretOf(id)`. */
export class TestBroker {
  readonly directory = new DeviceDirectory();
  readonly dir: string;
  readonly log: LmdbEventLog;
  readonly broker: BrokerService;
  #accounts = new Map<string, { device?: Device; gateway?: Gateway; secretHashes: string[] }>();
  #clients: MqttClient[] = [];
  #sockets: RawClient[] = [];

  constructor(options: TestBrokerOptions) {
    const { config = {}, clock = systemClock, wrapLog, dir, probeMs = 1000, refresh, registry } = options;
    this.dir = dir ?? mkdtempSync(join(tmpdir(), 'broker-'));
    this.log = new LmdbEventLog({ dir: this.dir, clock, commitMs: 5, reserveBytes: 1 << 20, probeMs });
    this.broker = new BrokerService({
      config: { ...brokerConfigSchema.parse({ MQTT_HOST: '127.0.0.1', MQTT_PORT: 0 }), ...config },
      log: wrapLog ? wrapLog(this.log) : this.log,
      directory: this.directory,
      clock,
      refreshDirectory: refresh ?? (() => registry?.loadDirectory(this.directory) ?? Promise.resolve()),
      ...(registry && { registry }),
    });
  }

  static async start(options: TestBrokerOptions = {}): Promise<TestBroker> {
    const broker = new TestBroker(options);
    await broker.log.start();
    await broker.broker.start();
    return broker;
  }

  /** Ends everything that was started here. */
  async stop(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.endAsync(true)));
    for (const socket of this.#sockets) socket.destroy();
    await this.broker.stop();
    await this.log.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }

  addDevice(id: string, secretHashes = [hashOf(secretOf(id))], overrides: Partial<Device> = {}): void {
    this.#accounts.set(id, { device: device(id, overrides), secretHashes });
    this.#publishDirectory();
  }
  addGateway(id: string, topics: string[]): void {
    this.#accounts.set(id, { gateway: gateway(id, topics), secretHashes: [hashOf(secretOf(id))] });
    this.#publishDirectory();
  }
  remove(id: string): void {
    this.#accounts.delete(id);
    this.#publishDirectory();
  }

  /** An mqtt.js client that does not come back by itself. Rejects when it is not let in. */
  async mqtt(id: string, options: IClientOptions = {}): Promise<MqttClient> {
    const client = await mqtt.connectAsync(
      `mqtt://127.0.0.1:${this.broker.ports.mqtt}`,
      { username: id, password: secretOf(id), reconnectPeriod: 0, ...options },
      false,
    );
    client.on('error', () => undefined);
    this.#clients.push(client);
    return client;
  }

  /** A socket whose bytes the test writes itself. */
  async raw(port = this.broker.ports.mqtt, localAddress?: string): Promise<RawClient> {
    const client = await RawClient.open(port, localAddress);
    this.#sockets.push(client);
    return client;
  }
  /** The same, signed in. */
  async rawSignedIn(id: string, options?: ConnectOptions): Promise<RawClient> {
    const client = await this.raw();
    client.connect(id, secretOf(id), options);
    await client.packet('connack');
    return client;
  }

  /** What stands in the log, oldest first. */
  packets(account?: string): Packet[] {
    const packets: Packet[] = [];
    for (const { item } of this.log.scan('telemetry'))
      if (item.type === 'packet' && (account === undefined || item.account === account)) packets.push(item);
    return packets;
  }
  /** Payloads of an account as text, the broker's own status packets aside. */
  texts(account: string): string[] {
    const texts = this.packets(account).map((p) => Buffer.from(p.payload).toString());
    return texts.filter((text) => !/^\{"online":(true|false)\}$/.test(text));
  }
  /** Refusals in the log, those that wait for their fold included; folds of the same account and reason as one. */
  async refusals(account?: string): Promise<Refusal[]> {
    await this.broker.refusals.flush();
    const folds = new Map<string, Refusal>();
    for (const { item } of this.log.scan('refusals')) {
      const key = `${item.account} ${item.reason}`;
      const before = folds.get(key);
      folds.set(key, before ? { ...item, first: before.first, count: before.count + item.count } : item);
    }
    const all = [...folds.values()];
    return account === undefined ? all : all.filter((r) => r.account === account);
  }

  #publishDirectory(): void {
    const accounts = [...this.#accounts.values()];
    this.directory.replace({
      devices: accounts.flatMap(({ device, secretHashes }) => (device ? [{ device, secretHashes }] : [])),
      gateways: accounts.flatMap(({ gateway, secretHashes }) => (gateway ? [{ gateway, secretHashes }] : [])),
      profiles: [],
    });
  }
}
