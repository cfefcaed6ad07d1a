import type { HubClient } from './hub-aedes.js';

/**
 * While a client is slowed aedes finds nothing to read on its socket, so that TCP holds the sender back. What was read
 * before goes its way, and is acknowledged.
 */
export function gateReading(client: HubClient): void {
  const { conn } = client;
  const read = conn.read.bind(conn);
  // aedes reads with null; the stream's own machinery reads with a number or nothing
  conn.read = (size?: number) => (size === null && client.session?.slowed ? null : read(size));
}

/** Keeps the session deaf for a while; its keepalive does not run out meanwhile. */
export function slowDown(client: HubClient, debtMs: () => number): void {
  const session = client.session!;
  session.slowed = true;
  const wait = (ms: number) => setTimeout(listenAgain, Math.min(ms, 1000)).unref();
  const listenAgain = () => {
    if (client.closed) return;
    client._keepaliveTimer?.refresh();
    const ms = debtMs();
    if (ms > 0) {
      wait(ms);
      return;
    }
    session.slowed = false;
    client._nextBatch();
  };
  wait(debtMs());
}
