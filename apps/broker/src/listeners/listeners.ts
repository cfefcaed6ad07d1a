import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import { ConfigError } from '#hub/service-kit';
import { LIMITS } from '../limits/limits.js';
import type { TlsConfig } from '../broker.config.js';

export interface ListenerHooks {
  /** A TCP connection, before any TLS: false puts it out. */
  connected(socket: Socket): boolean;
  /** The stream to speak MQTT on, and the TCP connection below it. */
  ready(stream: Socket, socket: Socket): void;
  /** A TLS handshake that came to nothing. */
  handshakeFailed(socket: Socket, error: Error): void;
}
export interface Ports {
  mqtt: number;
  mqtts?: number;
}

// a device that vanished without a word is noticed by the kernel, whatever keepalive it asked for
const SOCKET = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 };

/** The TCP listener and, where a certificate is configured, the TLS one. */
export class Listeners {
  #servers: Server[] = [];
  #sockets = new Set<Socket>();

  constructor(
    readonly host: string,
    readonly port: number,
    readonly tls: TlsConfig | undefined,
    readonly hooks: ListenerHooks,
  ) {}

  async start(): Promise<Ports> {
    const tcp = createTcpServer(SOCKET, (socket) => {
      if (this.#admit(socket)) this.hooks.ready(socket, socket);
    });
    const mqtt = await this.#listen(tcp, this.port);
    if (!this.tls) return { mqtt };
    return { mqtt, mqtts: await this.#listen(this.#secure(this.tls), this.tls.port) };
  }

  /** Connections are admitted before the handshake, so that those which never finish it count as well. */
  #secure(config: TlsConfig): Server {
    const tls = tlsServer(config);
    // a TLS stream does not say which connection it lies on: both know their ends
    const raw = new Map<string, Socket>();
    tls.on('secureConnection', (stream) => {
      const socket = raw.get(ends(stream));
      if (socket) this.hooks.ready(stream, socket);
      else stream.destroy();
    });
    tls.on('tlsClientError', (error, stream) => {
      const socket = raw.get(ends(stream));
      if (socket) this.hooks.handshakeFailed(socket, error);
      stream.destroy();
    });
    return createTcpServer(SOCKET, (socket) => {
      if (!this.#admit(socket)) return;
      const key = ends(socket);
      raw.set(key, socket);
      socket.once('close', () => raw.delete(key));
      tls.emit('connection', socket);
    });
  }

  #admit(socket: Socket): boolean {
    if (!this.hooks.connected(socket)) {
      socket.destroy();
      return false;
    }
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    return true;
  }

  async #listen(server: Server, port: number): Promise<number> {
    this.#servers.push(server);
    server.listen(port, this.host);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  /** Takes no more connections and cuts those there are; resolves when the last has said that it is closed. */
  async stop(): Promise<void> {
    const closed: Promise<unknown>[] = [];
    for (const server of this.#servers) if (server.listening) closed.push(new Promise((done) => server.close(done)));
    for (const socket of this.#sockets) {
      // a server may be closed before its sockets say so
      closed.push(new Promise((done) => socket.once('close', done)));
      socket.destroy();
    }
    this.#servers = [];
    await Promise.all(closed);
  }
}

function tlsServer({ certPath, keyPath }: TlsConfig): TlsServer {
  try {
    const [cert, key] = [readFileSync(certPath), readFileSync(keyPath)];
    return createTlsServer({ cert, key, handshakeTimeout: LIMITS.connectTimeoutMs, minVersion: 'TLSv1.2' });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new ConfigError(`Cấu hình sai / configuration is wrong:\n  MQTTS_CERT, MQTTS_KEY: ${code ?? message}`, {
      cause,
    });
  }
}

const ends = (socket: Socket) => `${socket.remoteAddress} ${socket.remotePort} ${socket.localPort}`;
