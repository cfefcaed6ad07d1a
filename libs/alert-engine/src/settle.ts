import type { AlertFacts } from '#hub/contracts';
import type { Incident, Outcome, OutcomeKind, OutcomeReason, Told } from './incident.js';
import { LIMITS } from './limits.js';

/** What the telling of incidents needs to know of their rule and target. */
export interface Subject {
  readonly key: string;
  readonly rule: { readonly id: string; readonly since?: number | undefined };
  readonly target: string;
  incidents: Incident[];
  facts(incident: Incident): AlertFacts;
}

/** How the newest incident stands. */
export interface Standing {
  /** The newest on-time reading meets the condition: people may be paged. */
  mayPage: boolean;
  /** … and its probe is not to be trusted. */
  isDoubted?: boolean;
  /** Event time of the newest on-time reading. */
  onTimeTs: number;
  received: number;
  /** Event time of the newest sample. */
  ts: number;
  /** Present measure. */
  value: number;
  /** A tenth of the limit, the least change worth telling soon. */
  material: number;
}

export function outcome(
  s: Subject,
  incident: Incident,
  kind: OutcomeKind,
  reason: OutcomeReason,
  at: number,
  endedAt = incident.end,
): Outcome {
  return {
    kind,
    reason,
    id: incident.told!.id,
    key: s.key,
    rule: s.rule.id,
    target: s.target,
    startedAt: incident.start,
    ...(endedAt !== undefined && { endedAt }),
    confirmedAt: incident.confirmedAt,
    learntAt: incident.learntAt,
    backdated: !incident.told!.live,
    ...(incident.told!.doubted && { doubted: true }),
    facts: s.facts(incident),
    at,
  };
}

/** Ids are the rule, the target and the start; a second incident found later with the same start gets a suffix. */
function freshId(s: Subject, incident: Incident): string {
  const id = `${s.key}:${incident.start}`;
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? id : `${id}.${n}`;
    if (!s.incidents.some((other) => other !== incident && other.told?.id === candidate)) return candidate;
  }
}

function tell(s: Subject, incident: Incident, live: boolean, now: Standing): void {
  const pagedTs = incident.told?.pagedTs ?? now.onTimeTs;
  const doubted = incident.told ? incident.told.doubted && !isConfirmed(incident.told, now) : now.isDoubted;
  incident.told = {
    id: incident.told?.id ?? freshId(s, incident),
    live,
    ...(doubted && { doubted }),
    ...(live && { pagedTs }),
    start: incident.start,
    ...(incident.end !== undefined && { end: incident.end }),
    value: now.value,
    ts: now.ts,
  };
}

/** What a doubted probe alone told of until now stands in a reading that is to be trusted. */
const isConfirmed = (told: Told, now: Standing): boolean => told.doubted === true && now.mayPage && !now.isDoubted;

/**
 * Tells what is new about one incident. An incident that is over when it is first seen, or that only late readings tell
 * of, is written down and pages nobody.
 */
export function settle(s: Subject, incident: Incident, now: Standing, out: Outcome[]): 'told' | 'nothing' | 'waiting' {
  const told = incident.told;
  if (!told) {
    if (incident.end === undefined && !now.mayPage) return 'waiting';
    // under the rule as it was then it may have been none
    if (incident.end !== undefined && incident.end <= (s.rule.since ?? 0)) return 'nothing';
    const live = incident.end === undefined;
    tell(s, incident, live, now);
    out.push(outcome(s, incident, live ? 'opened' : 'recorded', live ? 'condition' : 'late-data', now.received));
    return 'told';
  }
  if (!told.live && incident.end === undefined && now.mayPage) {
    tell(s, incident, true, now);
    out.push(outcome(s, incident, 'opened', 'condition', now.received));
    return 'told';
  }
  if (told.end !== incident.end || told.start !== incident.start) {
    const returned = told.live && told.end === undefined && incident.end !== undefined;
    tell(s, incident, told.live, now);
    out.push(
      outcome(s, incident, returned ? 'returned' : 'updated', returned ? 'condition' : 'late-data', now.received),
    );
    return 'told';
  }
  if (!told.live || incident.end !== undefined) return 'nothing';
  if (isConfirmed(told, now)) {
    incident.learntAt = now.received;
    tell(s, incident, true, now);
    out.push(outcome(s, incident, 'updated', 'condition', now.received));
    return 'told';
  }
  const moved = Math.abs(now.value - told.value);
  const age = now.ts - told.ts;
  if (moved === 0 || age < LIMITS.materialUpdateMs || (age < LIMITS.updateMs && moved < now.material)) return 'nothing';
  tell(s, incident, true, now);
  out.push(outcome(s, incident, 'updated', 'condition', now.received));
  return 'told';
}

/** Writes an incident down as it stands, paging nobody. */
export function record(s: Subject, incident: Incident, now: Standing, out: Outcome[]): void {
  tell(s, incident, false, now);
  out.push(outcome(s, incident, 'recorded', 'late-data', now.received));
}

/**
 * Hands what was told over from the incidents known before to those found now, and returns those told of that turned
 * out not to be. The open alert goes on as the open incident, so that late data never pages for it a second time; one that
 * is over goes on as the part that holds the reading people were paged for.
 */
export function carryOver(before: readonly Incident[], found: readonly Incident[], received: number): Incident[] {
  const rest = new Set(before);
  const fresh = new Set(found);
  const link = (from: Incident, to: Incident) => {
    to.told = from.told;
    to.learntAt = from.learntAt;
    rest.delete(from);
    fresh.delete(to);
  };
  if (
    before.length === found.length &&
    before.every((b, i) => b.start === found[i]!.start && b.end === found[i]!.end)
  ) {
    before.forEach((incident, i) => link(incident, found[i]!));
    return [];
  }
  const lastBefore = before.at(-1);
  const lastFound = found.at(-1);
  if (lastBefore?.told?.live && lastBefore.end === undefined && lastFound && lastFound.end === undefined)
    link(lastBefore, lastFound);
  for (const incident of before) {
    const { told } = incident;
    if (!rest.has(incident) || told?.pagedTs === undefined) continue;
    const holds = found.find((f) => fresh.has(f) && f.start <= told.pagedTs! && told.pagedTs! < end(f));
    if (holds) link(incident, holds);
  }
  for (const incident of [...fresh]) {
    const same = before.find((b) => b.start === incident.start && rest.has(b));
    if (same) link(same, incident);
  }
  for (const incident of [...fresh]) {
    const overlapping = before.find((b) => rest.has(b) && b.start < end(incident) && end(b) > incident.start);
    if (overlapping) link(overlapping, incident);
    else incident.learntAt = received;
  }
  return [...rest].filter((incident) => incident.told);
}

const end = (incident: Incident) => incident.end ?? Number.POSITIVE_INFINITY;

/** Settles all incidents after the past changed. */
export function settleAll(s: Subject, before: readonly Incident[], now: Standing, out: Outcome[]): 'told' | 'waiting' {
  const withdrawn = carryOver(before, s.incidents, now.received);
  for (const incident of withdrawn) {
    if (incident.told!.end === incident.told!.start) continue;
    const ruleIsOther = incident.end === undefined && incident.start < (s.rule.since ?? 0);
    if (ruleIsOther) {
      const since = s.rule.since!;
      out.push(outcome(s, incident, 'closed', 'no-longer-watched', now.received, Math.max(since, incident.start)));
    } else out.push(outcome(s, incident, 'closed', 'withdrawn', now.received, incident.start));
  }
  let waiting = false;
  for (const incident of s.incidents) if (settle(s, incident, now, out) === 'waiting') waiting = true;
  return waiting ? 'waiting' : 'told';
}
