import type { Escalation, Incident } from '#hub/contracts';
import { stopwatch, whenShort } from '../format/clock.js';
import { hasNews, isFree, isSettling } from '../incidents/incident.js';
import type { Words } from './words/vi.js';

/** Who has an incident, or what became of it, in a line. */
export function statusOf(
  incident: Incident,
  now: number,
  t: Words,
  escalation?: Escalation,
  unreached = false,
): string {
  const { verdict, shelved, assigned, acknowledgement, state, suppressed } = incident;
  if (isSettling(incident)) return t.settles(verdict!.by);
  if (verdict) return (verdict.kind === 'false' ? t.falseBy : t.resolvedBy)(verdict.by);
  if (shelved) return t.shelvedUntil(whenShort(shelved.until, now));
  if (suppressed) return t.mergedInto;
  if (state === 'closed') return t.closed;
  if (state === 'returned') return t.overUnseen;
  const free = isFree(incident);
  if (assigned && !free) return t.assignedTo(assigned.name);
  if (acknowledgement && !free) return t.takenBy(acknowledgement.by);
  if (incident.doubted && !assigned) return t.doubted;
  const waits = waitsFor(incident, now, t) ?? (unreached ? undefined : t.nobody);
  return [waits, unreached && t.unreached, nextCall(now, t, escalation)].filter(Boolean).join(' · ');
}

/** Who was to have it, or had it before something joined; undefined: nobody. */
function waitsFor(incident: Incident, now: number, t: Words): string | undefined {
  const { assigned, acknowledgement } = incident;
  const news = hasNews(incident);
  if (assigned) return `${t.assignedTo(assigned.name)} · ${news ? t.news : t.notTaken}`;
  return news ? t.takenAgain(acknowledgement!.by, whenShort(acknowledgement!.at, now)) : undefined;
}

/** When the next one is called, while nobody has it. */
export function nextCall(now: number, t: Words, escalation: Escalation | undefined): string | undefined {
  if (escalation?.nextAt === undefined || escalation.stopped) return undefined;
  return escalation.nextAt > now ? t.nextCall(stopwatch(escalation.nextAt - now)) : t.nextCallNow;
}
