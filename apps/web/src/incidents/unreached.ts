import type { Notice } from '#hub/contracts';
import type { IncidentNotices } from './incident.js';

const ON_ITS_WAY = new Set<Notice['state']>(['queued', 'sent', 'delivered', 'read']);
/** Why nothing of a simulated box leaves the hub: that is as it should be. */
const SIMULATED = 'mô phỏng';

/** Why an incident's calls went to nobody: the commonest reason, '' where none is known; undefined: one is on its way. */
export function unreached(told: IncidentNotices | undefined): string | undefined {
  if (!told) return undefined;
  const { escalation, notices } = told;
  const calls = notices.filter(({ kind }) => kind === 'page');
  const nobodyToCall = escalation !== undefined && (!escalation.stopped || escalation.stopped === 'exhausted');
  if (calls.length === 0) return nobodyToCall ? '' : undefined;
  if (calls.some(({ state }) => ON_ITS_WAY.has(state))) return undefined;
  if (calls.every(({ reason }) => reason === SIMULATED)) return undefined;
  return commonest(calls.flatMap(({ reason }) => reason ?? []));
}

function commonest(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? '';
}
