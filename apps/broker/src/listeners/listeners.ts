import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import { Logger } from '@nestjs/common';
import { LIMITS } from '../limits/limits.js';
import type { TlsConfig } from '../broker.config.js';
import { CertificateFiles, endOf } from './certificate.js';

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
/** What renewed a certificate says so to nobody: its files are looked at. */
const LOOK_MS = 5000;
const SOCKET = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 };

/** The TCP listener and, where a certificate is configured, the TLS one. */
export class Listeners {
  #servers: Server[] = [];
  #sockets = new Set<Socket>();
  #looking: NodeJS.Timeout | undefined;

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
    const tls = this.#tlsServer(new CertificateFiles(config));
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

  /** Connections that are up keep the certificate that they began with. */
  #tlsServer(files: CertificateFiles): TlsServer {
    const tls = createTlsServer({ ...files.first(), handshakeTimeout: LIMITS.connectTimeoutMs });
    this.#looking = setInterval(() => {
      const renewed = files.renewed();
      if (!renewed) return;
      tls.setSecureContext(renewed);
      new Logger('broker').log(`MQTTS: chứng thư mới / a new certificate, until ${endOf(renewed)}`);
    }, LOOK_MS);
    this.#looking.unref();
    return tls;
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
    clearInterval(this.#looking);
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

const ends = (socket: Socket) => `${socket.remoteAddress} ${socket.remotePort} ${socket.localPort}`;
