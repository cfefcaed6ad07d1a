import { LIMITS } from '../limits/limits.js';
import { RefusedError } from '../refusals/refused.error.js';
import type { HubClient } from './hub-aedes.js';

export interface ReaderHooks {
  /**
   * Takes a PUBLISH of QoS 0 or 1 (`messageId` undefined for 0) that is not to be retained. False: its topic wants the
   * examination that aedes asks for. Never throws.
   */
  publish(client: HubClient, topic: string, payload: Buffer, messageId: number | undefined): boolean;
  /** Told before the connection ends for it. Bytes, as claimed. */
  tooLarge(client: HubClient, length: number): void;
}

const PUBLISH = 0x30;
const PUBLISH_QOS_1 = 0x32;
const PUBLISH_QOS_1_AGAIN = 0x3a;
const LENGTH_BYTES = 4;

/**
 * Stands before aedes' parser and looks at each packet's length before a byte of its body is gathered. A plain PUBLISH
 * is taken where it lies: parser and aedes make five buffers and six closures of each, which cost more than all that we
 * do with it. Everything else goes to the parser as it comes, also what a read holds only the beginning of.
 */
export class PacketReader {
  readonly #parse: (bytes: Buffer) => void;
  /** A header that is not whole yet: no more than its first bytes. */
  #rest: Buffer | undefined;
  /** Bytes to come of a packet that the parser has the beginning of. */
  #through = 0;
  /** Remaining length of the packet looked at. */
  #length = 0;
  /** Something of this read did not go through aedes, which would have set the keepalive anew. */
  #heard = false;

  private constructor(
    readonly client: HubClient,
    readonly hooks: ReaderHooks,
  ) {
    this.#parse = client._parser.parse.bind(client._parser);
  }

  static attach(client: HubClient, hooks: ReaderHooks): void {
    const reader = new PacketReader(client, hooks);
    client._parser.parse = (chunk) => reader.#read(chunk);
  }

  #read(chunk: Buffer): void {
    const { client } = this;
    const data = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = undefined;
    this.#heard = false;
    // a packet that is done with at once must not make aedes read on before the others of this read; a CONNECT has to
    // be the only one there is
    const held = client.connected ? 1 : 0;
    client._parsingBatch += held;
    this.#divide(data);
    client._parsingBatch -= held;
    if (this.#heard) client._keepaliveTimer?.refresh();
  }

  #divide(data: Buffer): void {
    const { client, hooks } = this;
    let at = this.#pass(data, 0, this.#through);
    while (at < data.length && !client.closed && !client.conn.destroyed) {
      const body = this.#readLength(data, at);
      if (body === 0) {
        // a copy: a few bytes would keep the whole read in memory
        this.#rest = Buffer.from(data.subarray(at));
        return;
      }
      if (this.#length > (client.session ? LIMITS.packetAfterSignIn : LIMITS.packetBeforeSignIn)) {
        hooks.tooLarge(client, this.#length);
        client.emit('error', new RefusedError('payload-too-large'));
        return;
      }
      const end = body + this.#length;
      at = this.#publish(data, at, body, end) ? end : this.#pass(data, at, end - at);
    }
  }

  /** Hands the parser so many bytes, or as many of them as there are; returns where the next packet begins. */
  #pass(data: Buffer, at: number, bytes: number): number {
    const end = Math.min(at + bytes, data.length);
    this.#through = at + bytes - end;
    if (end > at) this.#parse(data.subarray(at, end));
    return end;
  }

  /** Where the body begins; 0 while the length is not whole. One longer than lengths are is left to the parser. */
  #readLength(data: Buffer, at: number): number {
    this.#length = 0;
    for (let i = 0; i < LENGTH_BYTES; i++) {
      const digit = data[at + 1 + i];
      if (digit === undefined) return 0;
      this.#length += (digit & 0x7f) << (7 * i);
      if (digit < 0x80) return at + 2 + i;
    }
    this.#length = 0;
    return at + 1 + LENGTH_BYTES;
  }

  #publish(data: Buffer, at: number, body: number, end: number): boolean {
    const { client } = this;
    const header = data[at];
    if (header !== PUBLISH && header !== PUBLISH_QOS_1 && header !== PUBLISH_QOS_1_AGAIN) return false;
    if (end > data.length || this.#length < 2 || !client.connected || !client.session) return false;
    const topicEnd = body + 2 + ((data[body]! << 8) | data[body + 1]!);
    const payload = header === PUBLISH ? topicEnd : topicEnd + 2;
    if (payload > end || topicEnd === body + 2) return false;
    const messageId = header === PUBLISH ? undefined : (data[topicEnd]! << 8) | data[topicEnd + 1]!;
    if (messageId === 0) return false;
    const topic = data.toString('utf8', body + 2, topicEnd);
    client._parsingBatch++;
    const taken = this.hooks.publish(client, topic, data.subarray(payload, end), messageId);
    if (taken) this.#heard = true;
    else client._parsingBatch--;
    return taken;
  }
}
