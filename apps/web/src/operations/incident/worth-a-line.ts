import { deviceOfAlert } from '#hub/contracts';
import type { TimelineEntry } from '../../incidents/incident.js';

/** Each new value is no news; a note is told where it was said, of the alert. */
const QUIET = new Set<TimelineEntry['change']>(['updated', 'grew', 'suppressed']);
/** So near to each other an incident and its alert tell of the same. */
const SAME_MS = 2000;

/** Within so long the rules of one box tell of the same: a value rises over one limit and then over the next. */
const ONE_BOX_MS = 60_000;

/** What of all that happened is worth a line. What happened to the incident is not said of its alert again, nor of a box twice. */
export function worthALine(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const own = entries.filter(({ alert }) => alert === undefined);
  const told: TimelineEntry[] = [];
  for (const entry of entries) {
    const { at, change, alert } = entry;
    if (QUIET.has(change)) continue;
    const saidOfIt = (one: TimelineEntry) => one.change === change && Math.abs(one.at - at) <= SAME_MS;
    if (alert !== undefined && (own.some(saidOfIt) || told.some((one) => isSameBox(one, entry)))) continue;
    told.push(entry);
  }
  return told;
}

/** What a person did is told each time. */
const isSameBox = (a: TimelineEntry, b: TimelineEntry): boolean =>
  a.change === b.change &&
  a.by === undefined &&
  b.by === undefined &&
  a.alert !== undefined &&
  b.alert !== undefined &&
  deviceOfAlert(a.alert) === deviceOfAlert(b.alert) &&
  Math.abs(a.at - b.at) <= ONE_BOX_MS;
