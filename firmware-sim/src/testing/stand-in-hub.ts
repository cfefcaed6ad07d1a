import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttp, type IncomingMessage, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Server as TcpServer, type Socket } from 'node:net';
import {
  type Commune,
  communeSchema,
  newSourceRecordSchema,
  type Device,
  deviceSchema,
  type Gateway,
  gatewaySchema,
  type ThingKind,
} from '#hub/contracts';
import { Aedes } from 'aedes';

/** A packet as the stand-in acknowledged it. */
export interface Taken {
  account: string;
  topic: string;
  payload: Buffer;
}

/**
 * Stands in for the hub in specs: REST as the contract has it, checked against the same schemas, and a real MQTT broker
 * that lets in whom it registered. It can go away and come back on the same ports.
 */
export class StandInHub {
  readonly taken: Taken[] = [];
  readonly devices = new Map<string, Device>();
  readonly gateways = new Map<string, Gateway>();
  readonly secrets = new Map<string, string>();
  /** As they were imported: what is wrong with them only a real hub tells. */
  readonly things = new Map<ThingKind, Record<string, unknown>[]>();
  readonly people: { name: string }[] = [];
  /** Inspections and samples of waste-water sources, by their keys. */
  readonly sourceRecords = new Map<string, { source: string }>();
  readonly refused: string[] = [];
  commune: Commune | undefined;
  /** Asked before each packet is acknowledged; false: the connection is cut instead. */
  acknowledges: (packet: Taken) => boolean = () => true;
  #http: HttpServer | undefined;
  #aedes: Aedes | undefined;
  #tcp: TcpServer | undefined;
  #sockets = new Set<Socket>();
  #mqttPort = 0;

  async start(): Promise<this> {
    this.#http = createHttp((request, response) => {
      void this.#answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(body === undefined ? '' : JSON.stringify(body));
      });
    }).listen(0, '127.0.0.1');
    await once(this.#http, 'listening');
    await this.startBroker();
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http!.address() as AddressInfo).port}`;
  }
  get mqttUrl(): string {
    return `mqtt://127.0.0.1:${this.#mqttPort}`;
  }

  async startBroker(): Promise<void> {
    const aedes = await Aedes.createBroker({
      authenticate: (client, username, password, done) => {
        const known = username !== undefined && this.secrets.get(username) === password?.toString();
        if (!known) {
          this.refused.push(username ?? '?');
          const error = Object.assign(new Error('no such account'), { returnCode: 5 });
          done(error as never, false);
          return;
        }
        Object.assign(client, { account: username });
        done(null, true);
      },
      authorizePublish: (client, { topic, payload }, done) => {
        const { account } = client as unknown as { account?: string };
        const packet = { account: account ?? '', topic, payload: Buffer.from(payload) };
        if (client && !this.acknowledges(packet)) {
          client.close();
          done(new Error('away'));
          return;
        }
        this.taken.push(packet);
        done(null);
      },
    });
    this.#aedes = aedes;
    this.#tcp = createTcp((socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      aedes.handle(socket);
    }).listen(this.#mqttPort, '127.0.0.1');
    await once(this.#tcp, 'listening');
    this.#mqttPort = (this.#tcp.address() as AddressInfo).port;
  }

  /** As if its power were gone: every connection breaks, and nobody answers at the port. */
  async stopBroker(): Promise<void> {
    const tcp = this.#tcp;
    if (!tcp) return;
    this.#tcp = undefined;
    for (const socket of this.#sockets) socket.destroy();
    tcp.close();
    await once(tcp, 'close');
    await new Promise<void>((closed) => this.#aedes!.close(closed));
  }

  async stop(): Promise<void> {
    await this.stopBroker();
    this.#http?.closeAllConnections();
    this.#http?.close();
  }

  /** A device that can sign in, without asking over REST. */
  letIn(account: string): string {
    const secret = randomBytes(8).toString('hex');
    this.secrets.set(account, secret);
    return secret;
  }

  /** Parsed telemetry of a device in the order in which it was acknowledged, lists taken apart. */
  recordsOf(device: string): Record<string, number>[] {
    return this.taken
      .filter(({ topic }) => topic.endsWith(`/devices/${device}/telemetry`))
      .flatMap(({ payload }) => JSON.parse(payload.toString()) as Record<string, number>[]);
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body?: unknown }> {
    const { method = '', url = '' } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    try {
      return this.#route(`${method} ${url}`, text ? (JSON.parse(text) as Record<string, unknown>) : {});
    } catch (error) {
      return { status: 400, body: { error: 'invalid-input', message: String(error) } };
    }
  }

  #route(asked: string, body: Record<string, unknown>): { status: number; body?: unknown } {
    const secretOf = /^POST \/api\/(?:devices|gateways)\/([^/]+)\/secret$/.exec(asked)?.[1];
    if (secretOf !== undefined) return { status: 201, body: { secret: this.letIn(secretOf) } };
    const source = /^POST \/api\/sources\/([^/]+)\/records$/.exec(asked)?.[1];
    if (source !== undefined) {
      const record = newSourceRecordSchema.parse({ ...body, source });
      this.sourceRecords.set(record.key, record);
      return { status: 201, body: {} };
    }
    const [, of, id] = /^(?:GET|PATCH) \/api\/registry\/([a-z-]+)\/([^/?]+)$/.exec(asked) ?? [];
    if (of !== undefined) {
      const thing = this.things.get(of as ThingKind)?.find((one) => one['id'] === id);
      if (!thing) return { status: 404, body: { error: 'not-found', message: `Không có "${id}"` } };
      return { status: 200, body: Object.assign(thing, body, { version: Number(thing['version'] ?? 0) + 1 }) };
    }
    const kind = /^(?:GET|POST) \/api\/registry\/([a-z-]+)/.exec(asked)?.[1] as ThingKind | undefined;
    if (kind) return { status: 200, body: this.#registry(kind, body['features'] as { properties: object }[]) };
    switch (asked) {
      case 'GET /api/health':
        return { status: 200, body: { status: 'ok' } };
      case 'GET /api/commune':
        return this.commune
          ? { status: 200, body: this.commune }
          : { status: 404, body: { error: 'not-found', message: 'Chưa khai báo xã' } };
      case 'PUT /api/commune':
        this.commune = communeSchema.parse(body);
        return { status: 200, body: this.commune };
      case 'GET /api/devices':
        return { status: 200, body: { devices: [...this.devices.values()] } };
      case 'GET /api/gateways':
        return { status: 200, body: { gateways: [...this.gateways.values()] } };
      case 'POST /api/devices':
        return this.#addDevice(body);
      case 'POST /api/gateways':
        return this.#addGateway(body);
      case 'GET /api/people?limit=1000':
        return { status: 200, body: { people: this.people } };
      case 'POST /api/people':
        this.people.push(body as { name: string });
        return { status: 201, body };
      default:
        return { status: 404, body: { error: 'not-found', message: 'Không có địa chỉ này' } };
    }
  }

  #registry(kind: ThingKind, features: { properties: object }[] | undefined): object {
    const known = this.things.get(kind) ?? [];
    if (!features) return { things: known.slice(0, 1), total: known.length };
    this.things.set(kind, [...known, ...features.map(({ properties }) => properties as Record<string, unknown>)]);
    return { rows: features.length, ready: features.length, added: features.length, bad: [], imported: true };
  }

  #addDevice(body: Record<string, unknown>) {
    const device = deviceSchema.parse({ commune: '00001', state: 'installed', ...body });
    if (this.devices.has(device.id)) return taken;
    if (device.gateway && !this.gateways.has(device.gateway)) throw new Error(`no gateway ${device.gateway}`);
    this.devices.set(device.id, device);
    return { status: 201, body: { device, ...(!device.gateway && { secret: this.letIn(device.id) }) } };
  }
  #addGateway(body: Record<string, unknown>) {
    const gateway = gatewaySchema.parse({ commune: '00001', ...body });
    if (this.gateways.has(gateway.id)) return taken;
    this.gateways.set(gateway.id, gateway);
    return { status: 201, body: { gateway, secret: this.letIn(gateway.id) } };
  }
}

const taken = { status: 409, body: { error: 'id-taken', message: 'Mã này đã có' } };
