import type { TimelineEntry } from '../../incidents/incident.js';

/** Each new value is no news; a note is told where it was said, of the alert. */
const QUIET = new Set<TimelineEntry['change']>(['updated', 'grew', 'suppressed']);
/** So near to each other an incident and its alert tell of the same. */
const SAME_MS = 2000;

/** What of all that happened is worth a line. What happened to the incident is not said of its alert again. */
export function worthALine(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const own = entries.filter(({ alert }) => alert === undefined);
  return entries.filter(
    ({ at, change, alert }) =>
      !QUIET.has(change) &&
      (alert === undefined || !own.some((one) => one.change === change && Math.abs(one.at - at) <= SAME_MS)),
  );
}
