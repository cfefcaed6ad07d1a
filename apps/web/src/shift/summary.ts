import { type Incident, SEVERITIES, type Severity } from '#hub/contracts';
import { byUrgency, holds, isDone } from '../incidents/incident.js';
import type { Span } from './span.js';

/** What became of the incidents of a stretch of time. */
export interface Summary {
  /** Began in it. */
  begun: number;
  bySeverity: readonly (readonly [Severity, number])[];
  /** Are over and dealt with, by when it began. */
  done: readonly Incident[];
  false: number;
  /** Still wait for something now: they hold, or nobody looked yet. Most urgent first. */
  open: readonly Incident[];
  /** Put aside until later. */
  shelved: readonly Incident[];
  /** Of all of that: no figure has them. */
  drills: readonly Incident[];
}

/**
 * Incidents that were there in the span, each in its place, and those of before that still wait for something. What was
 * only written down later is no one's work.
 */
export function summaryOf(incidents: readonly Incident[], { from, to }: Span): Summary {
  const all = incidents.filter(({ backdated, startedAt }) => !backdated && startedAt < to);
  const known = all.filter(({ drill }) => !drill);
  const isThere = ({ endedAt }: Incident) => (endedAt ?? to) >= from;
  const there = known.filter(isThere);
  const begun = there.filter(({ startedAt }) => startedAt >= from);
  const open = known.filter((incident) => !isDone(incident) && !incident.shelved);
  return {
    begun: begun.length,
    bySeverity: [...SEVERITIES]
      .reverse()
      .map((severity) => [severity, begun.filter((one) => one.severity === severity).length] as const)
      .filter(([, count]) => count > 0),
    done: there.filter((one) => isDone(one) && !holds(one)).sort((a, b) => a.startedAt - b.startedAt),
    false: there.filter(({ verdict }) => verdict?.kind === 'false').length,
    open: [...open].sort(byUrgency),
    shelved: known.filter((one) => one.shelved && !isDone(one)),
    drills: all.filter((one) => one.drill && (isThere(one) || !isDone(one))),
  };
}
