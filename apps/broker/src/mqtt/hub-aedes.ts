import type { Socket } from 'node:net';
import { Aedes, type AedesOptions, type Client, type PublishPacket } from 'aedes';
import mqttPacket from 'mqtt-packet';
import type { Newcomer } from '../provisioning/newcomer.js';
import type { Session } from '../sign-in/session.js';

/** The parts of aedes 1.2 and mqtt-packet 9 that its types leave out and we rely on. A spec holds them to it. */
export interface HubClient extends Client {
  /** Made up by aedes until sign-in has found out who it is; in aedes' books from then on. */
  id: string;
  session?: Session;
  /** Of a box that has no account yet, in place of a session. */
  newcomer?: Newcomer;
  address: string;
  socket: Socket;
  /** Nobody on the way can read along. */
  secure: boolean;
  /** Its fault has been noted. */
  faulted?: boolean;
  /** Ended with a DISCONNECT packet. */
  _disconnected: boolean;
  /** By filter. */
  subscriptions: Record<string, unknown>;
  /** Numbers of QoS 2 packets that are kept and wait for their PUBREL. */
  _inboundInflight: Set<number>;
  _keepaliveTimer: NodeJS.Timeout | null;
  /** Calls back when the socket takes bytes again, with an error after the drain timeout or the end. */
  waitForDrain(then: PublishDone): void;
  _parser: PacketParser;
  /** Packets of the last read that are not done with. */
  _parsingBatch: number;
  /** One packet is done with; reads the socket when it was the last. Needs no `this`. */
  _nextBatch: PublishDone;
}
export interface PacketParser {
  parse(bytes: Buffer): void;
}
export type PublishDone = (error?: Error | null) => void;

interface IncomingStore {
  incomingStorePacket(client: Client, packet: PublishPacket): Promise<void>;
}

// a buffer kept for each of 65,536 packet numbers: eight megabytes to save a few nanoseconds
mqttPacket.writeToStream.cacheNumbers = false;

const NOTHING = Buffer.alloc(0);
const base = Aedes.prototype as unknown as { registerClient(client: Client): void };

/**
 * aedes without its fan-out: what a client publishes is on disk by the time aedes would look for subscribers, and the
 * log's consumers have it already. Only a retained status, and what the hub itself publishes, take aedes' own way.
 */
export class HubAedes extends Aedes {
  // assigned by aedes, absent from its types
  declare persistence: IncomingStore;

  static async open(options: AedesOptions): Promise<HubAedes> {
    const broker = new HubAedes(options);
    await broker.listen();
    // the message numbers of QoS 2 are wanted, a thousand payloads for each client are not
    const { persistence } = broker;
    const store = persistence.incomingStorePacket.bind(persistence);
    persistence.incomingStorePacket = (client, packet) => store(client, { ...packet, payload: NOTHING });
    return broker;
  }

  /** Who was gone before being let in stays out of the books: nobody would strike it out again. */
  registerClient(client: HubClient): void {
    if (!client.closed) base.registerClient.call(this, client);
  }

  override publish(packet: PublishPacket, ...rest: unknown[]): void {
    const done = rest.at(-1) as PublishDone | undefined;
    const client = rest.length > 1 ? rest[0] : undefined;
    const ours = !client && !packet.topic.startsWith('$');
    if (ours || packet.retain) {
      const publish = super.publish as (packet: PublishPacket, client: unknown, done?: PublishDone) => void;
      publish.call(this, packet, client ?? null, done);
    } else done?.();
  }
}
