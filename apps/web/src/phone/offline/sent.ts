/** How far a phone came with sending what waits on it. */
export type Sent = { sent: number } & (
  | { left: 0 }
  | { left: number; why: 'unreachable' | 'signed-out' | 'later'; retryInMs?: number }
);
