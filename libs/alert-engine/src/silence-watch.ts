import type { AlertFacts, DeviceProfile, Rule } from '#hub/contracts';
import type { Incident, Outcome } from './incident.js';
import { LIMITS } from './limits.js';
import { holdsAt } from './rule-windows.js';
import { settle } from './settle.js';

export type SilenceRule = Extract<Rule, { type: 'silence' }>;

/** A watch of which at most one incident is known, and which ends when the device is heard. */
export interface SoundWatch {
  key: string;
  rule: { readonly id: string };
  target: string;
  incidents: Incident[];
  facts(incident: Incident): AlertFacts;
}

export interface SilenceWatch extends SoundWatch {
  kind: 'silence';
  rule: SilenceRule;
  /** Silence longer than this is told of. */
  allowedMs: number;
}

/** A device that gathers measurements is silent against its uploads, not against what it measures in between. */
export const allowedSilenceMs = (rule: SilenceRule, profile: DeviceProfile): number =>
  Math.max(LIMITS.shortestGapMs, rule.intervals * Math.max(profile.intervalMs, profile.uploadIntervalMs ?? 0)) +
  rule.holdMs;

export const silenceWatch = (rule: SilenceRule, target: string, allowedMs: number): SilenceWatch => ({
  kind: 'silence',
  key: `${rule.id}:${target}`,
  rule,
  target,
  allowedMs,
  incidents: [],
  facts: () => ({}),
});

const isOver = (w: SoundWatch) => w.incidents.at(-1)?.end !== undefined || w.incidents.length === 0;

/**
 * `lastHeard` is when anything came, or when the hub itself came back. Both `received`, milliseconds. What falls silent
 * outside of the rule's windows is told of when one begins; what was told is over when the device is heard, whatever the
 * time.
 */
export function onSilence(w: SilenceWatch, lastHeard: number, now: number, out: Outcome[]): boolean {
  if (!isOver(w) || now - lastHeard <= w.allowedMs || !holdsAt(now, w.rule.windows)) return false;
  const incident: Incident = { start: lastHeard, confirmedAt: now, peak: 0, learntAt: now };
  w.incidents = [incident];
  settle(w, incident, { mayPage: true, onTimeTs: now, received: now, ts: now, value: 0, material: 1 }, out);
  return true;
}

export function onSound(w: SoundWatch, received: number, out: Outcome[]): boolean {
  if (isOver(w)) return false;
  const incident = w.incidents.at(-1)!;
  // the clock may have been set back, and no tick has told of it yet
  incident.end = Math.max(received, incident.start + 1);
  settle(w, incident, { mayPage: false, onTimeTs: received, received, ts: received, value: 0, material: 1 }, out);
  return true;
}
