import type { Notice } from '#hub/contracts';
import type { IncidentNotices } from './incident.js';

const ON_ITS_WAY = new Set<Notice['state']>(['queued', 'sent', 'delivered', 'read']);
/** Why nothing of a simulated box leaves the hub: that is as it should be. */
const SIMULATED = 'mô phỏng';

/** The calls of a step are told one by one: nothing is said of them before they are all there. */
const SETTLE_MS = 5000;
/** An escalation is known before its calls are; by then they were asked for again. */
const SETTLE_EMPTY_MS = 20_000;

/**
 * Why an incident's calls went to nobody: the commonest reason of the first step that has one, for that step goes the
 * usual way and later ones add ways that a commune may well do without. '' where none is known; undefined: one is on its
 * way, or it is too early to say. `now`: the hub's time, milliseconds.
 */
export function unreached(told: IncidentNotices | undefined, now: number): string | undefined {
  if (!told) return undefined;
  const { escalation, notices } = told;
  const calls = notices.filter(({ kind }) => kind === 'page');
  if (calls.length === 0) {
    const goesOn = escalation !== undefined && (!escalation.stopped || escalation.stopped === 'exhausted');
    return goesOn && now - escalation.at > SETTLE_EMPTY_MS ? '' : undefined;
  }
  if (now - Math.min(...calls.map(({ queuedAt }) => queuedAt)) < SETTLE_MS) return undefined;
  if (calls.some(({ state }) => ON_ITS_WAY.has(state))) return undefined;
  if (calls.every(({ reason }) => reason === SIMULATED)) return undefined;
  const refused = calls.filter(({ reason }) => reason !== undefined);
  const first = Math.min(...refused.map(stepOf));
  return commonest(refused.flatMap((call) => (stepOf(call) === first ? (call.reason ?? []) : [])));
}

const stepOf = ({ step = 0 }: Notice): number => step;

function commonest(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? '';
}
