import type { HubClient, PublishDone } from './hub-aedes.js';

/** A packet that waits for the disk. */
export interface Waiting {
  client: HubClient;
  /** Number to acknowledge (QoS 1); undefined where aedes says what is to be said. */
  messageId: number | undefined;
  /** Tells aedes that it is done with. */
  done: PublishDone;
}

const PUBACK = 0x40;
const PUBACK_BYTES = 4;

/**
 * Acknowledges packets that are on disk, in the order in which they came. aedes would write each PUBACK in three chunks
 * and take a turn of the event loop for it, which costs more than the disk does: those of one client go out as one write.
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
  const bytes = pubacks(waiting, start, end);
  if (bytes.length > 0 && !client.conn.write(bytes)) {
    // nobody reads at the other end: whoever does not hear us is not heard, until aedes' drain timeout ends it
    client.waitForDrain((error) => goOn(waiting, start, end, error));
  } else goOn(waiting, start, end);
}

function pubacks(waiting: readonly Waiting[], start: number, end: number): Buffer {
  const bytes = Buffer.allocUnsafe((end - start) * PUBACK_BYTES);
  let at = 0;
  for (let i = start; i < end; i++) {
    const { messageId } = waiting[i]!;
    if (messageId === undefined) continue;
    bytes[at] = PUBACK;
    bytes[at + 1] = 2;
    bytes[at + 2] = messageId >> 8;
    bytes[at + 3] = messageId & 255;
    at += PUBACK_BYTES;
  }
  return bytes.subarray(0, at);
}

function goOn(waiting: readonly Waiting[], start: number, end: number, error?: Error | null): void {
  for (let i = start; i < end; i++) {
    // the first of them may have ended the connection, and a closed one hears no more
    if (waiting[start]!.client.closed) return;
    waiting[i]!.done(error);
  }
}
