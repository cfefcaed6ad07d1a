import { REFUSALS, type RefusalReason } from '#hub/contracts';

/** Plain numbers, so that counting costs the packet path nothing; Prometheus reads them when asked. */
export interface BrokerCounters {
  /** PUBLISH packets taken for the log, and those of them that reached the disk. */
  packets: number;
  acked: number;
  /** Payload bytes. */
  bytes: number;
  /** Packets that wait for the disk now. */
  pending: number;
  /** Connections open now, those of them that signed in, and all there ever were. */
  connections: number;
  signedIn: number;
  accepted: number;
  /** How often a client was paused for its rate. */
  slowed: number;
  refusals: Record<RefusalReason, number>;
}

export function newCounters(): BrokerCounters {
  const refusals = Object.fromEntries(Object.keys(REFUSALS).map((reason) => [reason, 0]));
  return {
    packets: 0,
    acked: 0,
    bytes: 0,
    pending: 0,
    connections: 0,
    signedIn: 0,
    accepted: 0,
    slowed: 0,
    refusals: refusals as BrokerCounters['refusals'],
  };
}
