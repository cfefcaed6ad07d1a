import type { Beyond, DeviceEvent, FindingOf, Metric, Reason, Severity } from '#hub/contracts';
import { limitName, type OpenExceedance, type OutletLimit, sideOf } from '#hub/water';

export type ExceedanceFinding = FindingOf<'exceedance'>;
/** Why one is over. */
export type ExceedanceEnd = 'cleared' | 'no-sound-values' | 'probe-doubted' | 'limit-gone';
type Side = 'over' | 'under';
export type ExceedanceReason =
  | ExceedanceEnd
  | 'back-in-range'
  | `held-${Side}`
  | `hour-${Side}`
  | `times-${Side}`
  | `range-${Side}`
  | 'optical-estimate';

/** As rules tell by a score how bad it is. */
const SCORE: Record<Severity, number> = { info: 20, watch: 40, warning: 60, emergency: 80 };

export interface AboutExceedance {
  source: string;
  device: string;
  commune: string;
  limit: OutletLimit;
  simulated: boolean;
  /** The newest five minutes: when they ended, and their mean. */
  at: number;
  mean: number;
  optical: readonly Metric[];
}

/** What is said of an exceedance while it lasts. */
export function exceedanceOf(open: OpenExceedance, about: AboutExceedance): ExceedanceFinding {
  const { source, device, commune, simulated, at, mean, optical } = about;
  const { metric, standard, column, min, max } = about.limit;
  const { since, why, worst, severity } = open;
  return {
    ...{ id: `exceedance-${since}-${device}-${metric}`, kind: 'exceedance', commune },
    ...{ target: device, targets: [device], startedAt: since, updatedAt: at, score: SCORE[severity], simulated },
    ...{ source, metric, standard, column, why, severity, value: mean, worst },
    limit: { ...(min !== undefined && { min }), ...(max !== undefined && { max }) },
    reasons: reasonsOf(open, about.limit, optical.includes(metric)),
  };
}

function reasonsOf({ why, worst }: OpenExceedance, limit: OutletLimit, isOptical: boolean): Reason[] {
  const { value, r, distance } = worst;
  const side: Side = sideOf(value, limit) === 'above' ? 'over' : 'under';
  const reason = (key: ExceedanceReason, figures?: Reason['figures']): Reason => ({ key, ...(figures && { figures }) });
  const rounded = (value: number) => Math.round(value * 1000) / 1000;
  return [
    reason(`${why === 'held' ? 'held' : 'hour'}-${side}`),
    ...(r === undefined ? [] : [reason(`times-${side}`, { times: rounded(r) })]),
    ...(distance === undefined ? [] : [reason(`range-${side}`, { distance: rounded(distance) })]),
    ...(isOptical ? [reason('optical-estimate')] : []),
  ];
}

export const ended = (finding: ExceedanceFinding, endedAt: number, why: ExceedanceEnd): ExceedanceFinding => ({
  ...finding,
  endedAt,
  reasons: [...finding.reasons, { key: endOf(finding, why) }],
});

/** A range with two ends has no 95 % of a limit. */
const endOf = ({ limit: { min, max } }: ExceedanceFinding, why: ExceedanceEnd): ExceedanceReason =>
  why === 'cleared' && min !== undefined && max !== undefined ? 'back-in-range' : why;

/** What the rules hear of it: the same occurrence from its beginning to its end. */
export const eventOf = (
  finding: ExceedanceFinding,
  phase: DeviceEvent['phase'],
  { ts, now, lost = false }: { ts: number; now: number; lost?: boolean },
): DeviceEvent => ({
  ...{ type: 'event', commune: finding.commune, device: finding.target, ts, received: now, late: false },
  ...{ event: 'exceedance', eventId: finding.id, phase, score: finding.score / 100, byHub: true },
  ...{ beyond: beyondOf(finding), simulated: finding.simulated, ...(lost && { lost }) },
});

function beyondOf(finding: ExceedanceFinding): Beyond {
  const { metric, startedAt, value, worst, limit, standard, column } = finding;
  const { min, max } = limit;
  const side = sideOf(worst.value, limit);
  return {
    ...{ metric, since: startedAt, value, peak: worst.value },
    ...{ side, limit: (side === 'above' ? max : min) ?? 0 },
    limitOf: limitName({ standard, column }),
  };
}
