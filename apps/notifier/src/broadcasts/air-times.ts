import { type AirTimes, airTimesSchema, type Broadcast } from '#hub/contracts';
import { readReference } from '#hub/service-kit';
import { endOf, isWithin, nextOf } from '../texts/times.js';

export const readAirTimes = (): AirTimes => airTimesSchema.parse(readReference('broadcasts.json'));

type Planned = Pick<
  Broadcast,
  'id' | 'urgency' | 'audience' | 'seconds' | 'state' | 'approved' | 'airingAt' | 'endsAt' | 'endedAt'
>;
interface Slot {
  of: Planned;
  from: number;
  until: number;
}
interface Window {
  from: number;
  to: number;
}
/** Two days of windows: whatever finds no place in these has lapsed by then. */
const DAYS = 2;

/**
 * When each approved message may be aired: an emergency now, an ordinary one in the first window in which it is over in
 * time, after those that were approved before it. One that finds no place is not in it. Of the others, those count that
 * speak or spoke in the same hamlets.
 */
export function planOf(broadcasts: readonly Planned[], now: number, times: AirTimes): Map<string, number> {
  const slots: Slot[] = broadcasts.flatMap((of) => {
    if (of.airingAt === undefined) return [];
    const until = of.endedAt ?? of.endsAt ?? now + of.seconds * 1000;
    return [{ of, from: of.airingAt, until }];
  });
  const waiting = broadcasts
    .filter(({ state }) => state === 'approved')
    .sort((a, b) => rankOf(a) - rankOf(b) || a.approved!.at - b.approved!.at || a.id.localeCompare(b.id));
  const plan = new Map<string, number>();
  for (const one of waiting) {
    const from = one.urgency === 'emergency' ? now : placeFor(one, slots, now, times);
    if (from === undefined) continue;
    plan.set(one.id, from);
    slots.push({ of: one, from, until: from + one.seconds * 1000 });
  }
  return plan;
}

/** When the window ends that a time lies in; an ordinary message is over by then. */
export const windowEnd = (at: number, { windows }: AirTimes): number | undefined => {
  const open = windows.find((hours) => isWithin(hours, at));
  return open && endOf(open, at);
};

const rankOf = ({ urgency }: Planned): number => (urgency === 'emergency' ? 0 : 1);

function placeFor(one: Planned, all: readonly Slot[], now: number, times: AirTimes): number | undefined {
  const slots = all.filter(({ of }) => meet(of, one));
  const lengthMs = one.seconds * 1000;
  for (const window of windowsFrom(now, times)) {
    const said = slots.filter(
      ({ of, from }) => of.urgency === 'ordinary' && from >= window.from && from < window.to,
    ).length;
    if (said >= times.mostAWindow) continue;
    let from = Math.max(now, window.from);
    for (const slot of [...slots].sort((a, b) => a.from - b.from))
      if (slot.from < from + lengthMs + times.restMs && slot.until + times.restMs > from)
        from = slot.until + times.restMs;
    if (from + lengthMs <= window.to) return from;
  }
  return undefined;
}

function windowsFrom(now: number, { windows }: AirTimes): Window[] {
  const found = windows.flatMap((hours): Window[] => {
    const open = isWithin(hours, now);
    const first = open ? { from: endOf({ ...hours, to: hours.from }, now) - DAY_MS, to: endOf(hours, now) } : undefined;
    const next = nextOf(hours, now);
    const later = Array.from({ length: DAYS }, (_, day) => ({
      from: next.from + day * DAY_MS,
      to: next.to + day * DAY_MS,
    }));
    return first ? [first, ...later] : later;
  });
  return found.sort((a, b) => a.from - b.from);
}
const DAY_MS = 86_400_000;

const meet = (a: Planned, b: Planned): boolean =>
  a.audience.everywhere ||
  b.audience.everywhere ||
  a.audience.hamlets.some(({ id }) => b.audience.hamlets.some((other) => other.id === id));
