import { type Alert, SEVERITIES } from '#hub/contracts';
import { isSmoke } from '../map/smoke.js';
import { rank } from '../stations/station-state.js';

/** Part of the past that a replay shows. Server time, milliseconds. */
export interface Span {
  from: number;
  to: number;
  /** Time between two pictures; readings are asked for in bins of it, and both ends are multiples of it. */
  stepMs: number;
}
export const REPLAY_MS = 60_000;
/** A picture every quarter of a second: as fast as figures can be read, and light enough for a small computer. */
export const FRAME_MS = 250;
const FRAMES = REPLAY_MS / FRAME_MS;

const MINUTE = 60_000;
const LEAST_LEAD = 2 * MINUTE;
const MOST_LEAD = 30 * MINUTE;
const LEAST_TAIL = 15_000;
/** The end of a condition is known this much later at most: it has to hold. */
const MOST_HOLD = 60 * MINUTE;

const isGrave = (alert: Alert) => rank(alert.severity) >= SEVERITIES.indexOf('warning');

/** What people mean by the last incident: the newest warning or emergency; where there was none, the newest alert. */
export function lastIncident(alerts: Iterable<Alert>): Alert | undefined {
  const paged = [...alerts].filter((a) => !a.backdated).sort((a, b) => b.startedAt - a.startedAt);
  return paged.find(isGrave) ?? paged[0];
}

/** From some minutes before it began until it was over, or now. Stations in the same smoke are one incident. */
export function spanOf(incident: Alert, alerts: readonly Alert[], now: number): Span {
  const alike = (other: Alert) =>
    other.id === incident.id || (isSmoke(incident) && isSmoke(other)) || other.key === incident.key;
  let begun = incident.startedAt;
  let over = overAt(incident, now);
  for (const other of alerts.filter(alike).sort((a, b) => a.startedAt - b.startedAt)) {
    if (other.startedAt > over || overAt(other, now) < begun) continue;
    begun = Math.min(begun, other.startedAt);
    over = Math.max(over, overAt(other, now));
  }
  const length = over - begun;
  const lead = Math.min(MOST_LEAD, Math.max(LEAST_LEAD, length / 4));
  const from = begun - lead;
  const to = Math.min(now, over + Math.max(LEAST_TAIL, length / 20));
  const stepMs = Math.max(1, Math.ceil((to - from) / FRAMES / 1000)) * 1000;
  return { from: Math.floor(from / stepMs) * stepMs, to: Math.floor(to / stepMs) * stepMs, stepMs };
}

function overAt(alert: Alert, now: number): number {
  if (alert.endedAt === undefined) return now;
  return Math.max(alert.endedAt, Math.min(alert.updatedAt, alert.endedAt + MOST_HOLD));
}

/** Time of the picture shown `elapsedMs` after the replay began. */
export function frameTime(span: Span, elapsedMs: number): number {
  const part = Math.min(1, Math.max(0, elapsedMs / REPLAY_MS));
  return span.from + Math.floor((part * (span.to - span.from)) / span.stepMs) * span.stepMs;
}
