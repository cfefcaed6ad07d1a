import type { AlertFacts, Rule } from '#hub/contracts';
import type { Incident, Outcome } from './incident.js';
import { settle } from './settle.js';
import { holdsAt } from './rule-windows.js';
import { onSound, type SoundWatch } from './silence-watch.js';

export type OfflineRule = Extract<Rule, { type: 'offline' }>;

/** For devices that speak only when they see something: silence says nothing of them, their gateway's word does. */
export interface OfflineWatch extends SoundWatch {
  kind: 'offline';
  rule: OfflineRule;
  /** `received` of the status that said so; undefined while it is there, or nothing was said. */
  offlineSince: number | undefined;
}

export const offlineWatch = (rule: OfflineRule, target: string): OfflineWatch => ({
  kind: 'offline',
  key: `${rule.id}:${target}`,
  rule,
  target,
  offlineSince: undefined,
  incidents: [],
  facts: (): AlertFacts => ({}),
});

/** Says whether the watch has to be kept again. */
export function onOffline(w: OfflineWatch, received: number): boolean {
  if (w.offlineSince !== undefined) return false;
  w.offlineSince = received;
  return true;
}

/** Its status says that it is there, or something came from it. */
export function onOnline(w: OfflineWatch, received: number, out: Outcome[]): boolean {
  if (w.offlineSince === undefined) return false;
  w.offlineSince = undefined;
  onSound(w, received, out);
  return true;
}

/** `countFrom` is when the hub itself came back: gateways say anew what is there, and need a while for it. */
export function onOfflineTick(w: OfflineWatch, countFrom: number, now: number, out: Outcome[]): boolean {
  const since = w.offlineSince;
  if (since === undefined || now - Math.max(since, countFrom) < w.rule.holdMs) return false;
  if (!holdsAt(now, w.rule.windows)) return false;
  const last = w.incidents.at(-1);
  if (last && last.end === undefined) return false;
  const incident: Incident = { start: since, confirmedAt: since + w.rule.holdMs, peak: 0, learntAt: now };
  w.incidents = [incident];
  settle(w, incident, { mayPage: true, onTimeTs: now, received: now, ts: now, value: 0, material: 1 }, out);
  return true;
}
