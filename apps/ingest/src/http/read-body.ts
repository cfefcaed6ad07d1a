import type { IncomingMessage } from 'node:http';

/** A box that is told nothing before it has sent everything should hear what was wrong: so much is read and let go. */
const DRAIN_BYTES = 4 << 20;

/**
 * The whole body, or why there is none. Nothing beyond `limit` is kept in memory. `aborted`: whoever sent it is gone.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | 'too-large' | 'aborted'> {
  // a parser in front of the controller would leave nothing to wait for
  if (request.readableEnded) throw new Error('the body was read before it came here');
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks = [];
      if (size > DRAIN_BYTES) resolve('too-large');
    });
    request.once('end', () => resolve(size > limit ? 'too-large' : Buffer.concat(chunks, size)));
    // after the end neither changes anything
    request.once('error', () => resolve('aborted'));
    request.once('close', () => resolve('aborted'));
  });
}
