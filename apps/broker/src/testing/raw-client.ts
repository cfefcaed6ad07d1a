import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import * as wire from './wire.js';

/** A TCP connection that says exactly what a test wants said, and remembers the packets that came back. */
export class RawClient {
  readonly received: wire.Incoming[] = [];
  closed = false;
  #rest: Buffer = Buffer.alloc(0);
  #waiters: (() => void)[] = [];

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk) => this.#read(chunk));
    // a reset is as good an end as any
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.closed = true;
      this.#wake();
    });
  }

  static async open(port: number, localAddress = '127.0.0.1'): Promise<RawClient> {
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    socket.setNoDelay(true);
    const client = new RawClient(socket);
    await once(socket, 'connect');
    return client;
  }
  /** Around a stream that is connected already (TLS). */
  static on(socket: Socket): RawClient {
    return new RawClient(socket);
  }

  send(...packets: Uint8Array[]): void {
    this.socket.write(Buffer.concat(packets));
  }
  connect(username: string | undefined, password: string | undefined, options: wire.ConnectOptions = {}): void {
    this.send(wire.connectPacket(username, password, options));
  }
  destroy(): void {
    this.socket.destroy();
  }

  /** The n-th packet of a kind (from 0), as soon as it is there. Rejects when the connection ends before. */
  async packet(kind: wire.Kind, n = 0): Promise<wire.Incoming> {
    for (;;) {
      const found = this.all(kind)[n];
      if (found) return found;
      if (this.closed) throw new Error(`the connection ended without ${kind} number ${n + 1}`);
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
  }
  all(kind: wire.Kind): wire.Incoming[] {
    return this.received.filter((p) => p.kind === kind);
  }
  /** Resolves when the other side has ended the connection. */
  async ended(): Promise<void> {
    while (!this.closed) await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  #read(chunk: Buffer): void {
    let data = Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const taken = wire.take(data);
      if (!taken) break;
      this.received.push(taken.packet);
      data = data.subarray(taken.length);
    }
    this.#rest = data;
    this.#wake();
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }
}
