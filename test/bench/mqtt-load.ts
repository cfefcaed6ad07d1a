import { connect, type Socket } from 'node:net';
import { figuresOf, type LoadProfile } from './figures.js';

/**
 * A load generator that costs next to nothing per packet, so that the server is what is measured: MQTT 3.1.1 written
 * and read by hand, a fixed number of QoS 1 packets in flight per connection.
 */
export interface LoadClient {
  username: string;
  password: string;
  topic: string;
  /** What it measures; absent: an air station. */
  profile?: LoadProfile;
}
export interface LoadOptions {
  port: number;
  clients: LoadClient[];
  inflight: number;
  /** Packets in all; each client sends its share. */
  packets: number;
  /** Packets a second over all clients; absent: as fast as acknowledgements come. */
  rate?: number;
  /** Event time of the first packets, milliseconds; absent: the moment in which the load begins. */
  firstTs?: number;
  /**
   * Event time between two packets of a client, milliseconds; absent: one. The clients are spread over it, as they are in
   * time. A paced load whose spacing is `clients / rate` and that begins now is live: each packet is of its moment.
   */
  spacingMs?: number;
}
export interface LoadResult {
  acked: number;
  seconds: number;
  p50Ms: number;
  p99Ms: number;
}

const text = (s: string) => {
  const bytes = Buffer.from(s);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
};
function packet(header: number, body: Buffer): Buffer {
  const length: number[] = [];
  let rest = body.length;
  do {
    const digit = rest % 128;
    rest = Math.floor(rest / 128);
    length.push(rest > 0 ? digit | 128 : digit);
  } while (rest > 0);
  return Buffer.concat([Buffer.from([header, ...length]), body]);
}
export const connectPacket = (c: LoadClient) =>
  packet(
    0x10,
    Buffer.concat([text('MQTT'), Buffer.from([4, 0xc2, 0, 60]), text(c.username), text(c.username), text(c.password)]),
  );

const BEGIN = '{"ts":';
const figures = new Map<LoadProfile, string[]>();
/** Times are of this century: thirteen digits. */
const TS_BYTES = 13;

const LARGEST_PACKET = 256;

class Connection {
  acked = 0;
  #sent = 0;
  #socket!: Socket;
  #sentAt = new Float64Array(65536);
  /** With its length. */
  #topic: Buffer;
  #figures: readonly string[];
  #rest: Buffer = Buffer.alloc(0);
  /** Event time of its first packet. */
  firstTs = 0;
  done!: () => void;

  constructor(
    readonly client: LoadClient,
    readonly options: LoadOptions,
    readonly share: number,
    readonly latencies: number[],
  ) {
    this.#topic = text(client.topic);
    const { profile = 'air-station' } = client;
    if (!figures.has(profile)) figures.set(profile, figuresOf(profile));
    this.#figures = figures.get(profile)!;
  }

  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket = connect(this.options.port, '127.0.0.1', () => this.#socket.write(connectPacket(this.client)));
      this.#socket.setNoDelay(true);
      this.#socket.on('error', reject);
      this.#socket.on('data', (chunk) => this.#read(chunk, resolve, reject));
    });
  }

  close() {
    this.#socket.destroy();
  }

  /** Sends `n` more packets in one write. */
  send(n: number) {
    const now = performance.now();
    const count = Math.min(n, this.share - this.#sent);
    if (count <= 0) return;
    const out = Buffer.allocUnsafe(count * (LARGEST_PACKET + this.#topic.length));
    let at = 0;
    for (let i = 0; i < count; i++) {
      const id = (this.#sent % 65535) + 1;
      this.#sentAt[id] = now;
      at = this.#publish(out, at, id, this.#sent++);
    }
    this.#socket.write(out.subarray(0, at));
  }

  /** Written by hand: what the generator spends, the server beside it does not have. */
  #publish(out: Buffer, from: number, id: number, n: number): number {
    const rest = this.#figures[n % this.#figures.length]!;
    const length = this.#topic.length + 2 + BEGIN.length + TS_BYTES + rest.length;
    let at = from;
    out[at++] = 0x32;
    // below 16,383: one byte or two
    if (length < 128) out[at++] = length;
    else {
      out[at++] = (length & 127) | 128;
      out[at++] = length >> 7;
    }
    at += this.#topic.copy(out, at);
    out[at++] = id >> 8;
    out[at++] = id & 255;
    const ts = Math.floor(this.firstTs + n * (this.options.spacingMs ?? 1));
    return at + out.write(`${BEGIN}${ts}${rest}`, at, 'latin1');
  }

  #read(chunk: Buffer, resolve: () => void, reject: (e: Error) => void) {
    const data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let freed = 0;
    let at = 0;
    const now = performance.now();
    // CONNACK and PUBACK alike have four bytes
    for (; at + 4 <= data.length; at += 4) {
      if (data[at] === 0x40) {
        this.latencies.push(now - this.#sentAt[(data[at + 2]! << 8) | data[at + 3]!]!);
        freed++;
      } else if (data[at] === 0x20) {
        if (data[at + 3] !== 0) reject(new Error(`CONNACK ${data[at + 3]} for ${this.client.username}`));
        else resolve();
      } else throw new Error(`unexpected packet ${data[at]!.toString(16)}`);
    }
    this.#rest = data.subarray(at);
    this.acked += freed;
    if (this.options.rate === undefined && freed > 0) this.send(freed);
    if (this.acked === this.share) this.done();
  }
}

const percentile = (sorted: number[], p: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0;

/** Opens all connections first, then sends; resolves when the last packet is acknowledged. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const latencies: number[] = [];
  const share = Math.floor(options.packets / options.clients.length);
  const connections = options.clients.map((c) => new Connection(c, options, share, latencies));
  await Promise.all(connections.map((c) => c.open()));
  const { firstTs = Date.now(), spacingMs = 1 } = options;
  for (const [i, c] of connections.entries()) c.firstTs = firstTs + (i * spacingMs) / connections.length;
  const started = performance.now();
  const finished = connections.map((c) => new Promise<void>((resolve) => (c.done = resolve)));
  if (options.rate === undefined) for (const c of connections) c.send(options.inflight);
  else {
    // paced: every 10 ms what is due by now, spread round robin
    let sent = 0;
    const timer = setInterval(() => {
      const due = Math.min(
        share * connections.length,
        Math.floor(((performance.now() - started) / 1000) * options.rate!),
      );
      for (; sent < due; sent++) connections[sent % connections.length]!.send(1);
      if (sent >= share * connections.length) clearInterval(timer);
    }, 10);
  }
  await Promise.all(finished);
  const seconds = (performance.now() - started) / 1000;
  for (const c of connections) c.close();
  latencies.sort((a, b) => a - b);
  return { acked: latencies.length, seconds, p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99) };
}

// as a process of its own: options as JSON in the first argument, the result as JSON on standard output
if (process.argv[1]?.endsWith('mqtt-load.js')) {
  const { readFileSync } = await import('node:fs');
  const options = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as LoadOptions;
  console.log(JSON.stringify(await runLoad(options)));
}
