import type { Finding, FindingKind } from './findings.js';
import { type Cause, type Incident, targetsOf } from './incidents.js';

/** What the hub may have concluded behind an incident of a cause. */
export const KINDS_OF: Partial<Record<Cause, readonly FindingKind[]>> = {
  fire: ['burning'],
  water: ['discharge', 'exceedance'],
};

/** An incident is opened from a finding, or by a rule of its own a little before it. */
export const SLACK_MS = 10 * 60_000;

/** When an incident went on, milliseconds. */
export const spanOf = ({ startedAt, endedAt }: Pick<Incident, 'startedAt' | 'endedAt'>, now: number) => ({
  from: startedAt - SLACK_MS,
  to: endedAt ?? now,
});

type Of = Pick<Incident, 'cause' | 'target' | 'targets' | 'startedAt' | 'endedAt' | 'simulated'>;
type Concluded = Pick<Finding, 'kind' | 'target' | 'targets' | 'startedAt' | 'updatedAt' | 'endedAt' | 'simulated'>;

/** How well a finding fits an incident: 2 same station, 1 a station in common, 0 another matter. */
export function fits(incident: Of, finding: Concluded, now: number): 0 | 1 | 2 {
  const { from, to } = spanOf(incident, now);
  if (!KINDS_OF[incident.cause]?.includes(finding.kind) || incident.simulated !== finding.simulated) return 0;
  if (finding.startedAt > to || (finding.endedAt ?? finding.updatedAt) < from) return 0;
  if (finding.target === incident.target) return 2;
  const own = new Set(targetsOf(incident));
  return targetsOf(finding).some((device) => own.has(device)) ? 1 : 0;
}

/** Of several the one of the same station, then the one that began nearest to it. */
export function behind<F extends Concluded>(incident: Of, findings: readonly F[], now: number): F | undefined {
  const apart = ({ startedAt }: F) => Math.abs(startedAt - incident.startedAt);
  return findings
    .map((finding) => ({ finding, fit: fits(incident, finding, now) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || apart(a.finding) - apart(b.finding))[0]?.finding;
}
