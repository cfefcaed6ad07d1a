/** What the page knows of its line to the hub. Times are the page's monotonic clock, milliseconds. */
export interface Link {
  openedAt: number;
  socketUp: boolean;
  downAt?: number;
  /** Last snapshot or heartbeat. */
  heardAt?: number;
}
export type LinkState = 'connecting' | 'live' | 'lost' | 'never';

/** The heartbeat comes every 2 s; the cover must be there within 5 s, drawing included. */
const SILENCE_MS = 4400;
/** A socket that is known to be down gets this long to come back before the wall is covered. */
const DOWN_MS = 1500;
const FIRST_MS = 4400;

export function linkState(link: Link, now: number): LinkState {
  if (link.heardAt === undefined) return now - link.openedAt < FIRST_MS ? 'connecting' : 'never';
  if (now - link.heardAt >= SILENCE_MS) return 'lost';
  if (!link.socketUp && link.downAt !== undefined && now - link.downAt >= DOWN_MS) return 'lost';
  return 'live';
}

/** A line that is up and says nothing is dropped and dialled anew: a half-open connection never heals by itself. */
const REDIAL_MS = 10_000;
export const mustRedial = (link: Link, now: number, dialledAt: number): boolean =>
  link.socketUp && now - Math.max(link.heardAt ?? link.openedAt, dialledAt) >= REDIAL_MS;
