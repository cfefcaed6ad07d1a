const LARGE_CHUNK = 16 * 1024;
const SHARE = 16;

/**
 * A payload is a view of the socket read it came in. Real packets fill their read, and sharing it costs nothing; a
 * small one that came in among other bytes would keep them all alive for as long as the log keeps it in memory.
 */
export function ownPayload(payload: Buffer): Uint8Array {
  const held = payload.buffer.byteLength;
  return held > LARGE_CHUNK && held > payload.length * SHARE ? Buffer.from(payload) : payload;
}
