import type { PublishPacket } from 'aedes';
import type { HubClient, PublishDone } from './hub-aedes.js';

/** A packet that aedes asked about, and how to tell it that the packet is kept. */
export interface Waiting {
  client: HubClient;
  packet: PublishPacket;
  done: PublishDone;
}

const PUBACK = 0x40;
const PUBACK_BYTES = 4;

/**
 * Acknowledges packets that are on disk, in the order in which they came. aedes would write each PUBACK in three chunks
 * and take a turn of the event loop for it, which costs more than the disk does: those of one client go out as one
 * write, and the packet goes on as QoS 0, of which aedes has nothing more to say.
 */
export function acknowledge(waiting: readonly Waiting[]): void {
  let start = 0;
  for (let i = 1; i <= waiting.length; i++) {
    if (i < waiting.length && waiting[i]!.client === waiting[start]!.client) continue;
    acknowledgeOne(waiting, start, i);
    start = i;
  }
}

function acknowledgeOne(waiting: readonly Waiting[], start: number, end: number): void {
  const { client } = waiting[start]!;
  if (client.closed) return;
  let length = 0;
  for (let i = start; i < end; i++) if (waiting[i]!.packet.qos === 1) length += PUBACK_BYTES;
  if (length > 0 && !client.conn.write(pubacks(waiting, start, end, length))) {
    // nobody reads at the other end: whoever does not hear us is not heard, until aedes' drain timeout ends it
    client.waitForDrain((error) => goOn(waiting, start, end, error));
  } else goOn(waiting, start, end);
}

function pubacks(waiting: readonly Waiting[], start: number, end: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  for (let i = start; i < end; i++) {
    const { packet } = waiting[i]!;
    if (packet.qos !== 1) continue;
    bytes[at] = PUBACK;
    bytes[at + 1] = 2;
    bytes.writeUInt16BE(packet.messageId!, at + 2);
    at += PUBACK_BYTES;
    packet.qos = 0;
  }
  return bytes;
}

function goOn(waiting: readonly Waiting[], start: number, end: number, error?: Error | null): void {
  for (let i = start; i < end; i++) {
    // the first of them may have ended the connection, and a closed one hears no more
    if (waiting[start]!.client.closed) return;
    waiting[i]!.done(error);
  }
}
