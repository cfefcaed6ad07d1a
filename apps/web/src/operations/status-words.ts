import type { Escalation, Incident } from '#hub/contracts';
import { stopwatch, whenShort } from '../format/clock.js';
import { isFree } from '../incidents/incident.js';
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
  if (verdict) return (verdict.kind === 'false' ? t.falseBy : t.resolvedBy)(verdict.by);
  if (shelved) return t.shelvedUntil(whenShort(shelved.until, now));
  if (suppressed) return t.mergedInto;
  if (state === 'closed') return t.closed;
  if (state === 'returned') return t.overUnseen;
  if (assigned) return t.assignedTo(assigned.name);
  if (acknowledgement && !isFree(incident)) return t.takenBy(acknowledgement.by);
  if (incident.doubted) return t.doubted;
  const next = nextCall(now, t, escalation);
  const nobody = unreached ? t.unreached : t.nobody;
  return next ? `${nobody} · ${next}` : nobody;
}

/** When the next one is called, while nobody has it. */
export function nextCall(now: number, t: Words, escalation: Escalation | undefined): string | undefined {
  if (escalation?.nextAt === undefined || escalation.stopped) return undefined;
  return escalation.nextAt > now ? t.nextCall(stopwatch(escalation.nextAt - now)) : t.nextCallNow;
}
