import type { Metric } from '#hub/contracts';
import { channelGone, channels } from './channels.js';
import { air, apart, calibration, drift, spike, stuck } from './checks.js';
import type { Check, Finding, TrustInput, TrustRules } from './history.js';

export interface Maintenance {
  metric: Metric;
  /** The finding that weighs most. */
  cause: Finding['key'];
  /** Key of the text in `maintenance`: of the metric where it has one of its own. */
  text: string;
}
export interface MetricScore {
  metric: Metric;
  /** 0 to 100. */
  score: number;
  isLow: boolean;
  /** Heaviest first. */
  findings: Finding[];
  /** Proposed as soon as there is something to say. */
  maintenance?: Maintenance;
}
export interface DeviceTrust {
  /** That of its worst metric; 100 where none is judged. */
  score: number;
  isLow: boolean;
  /** Worst first. */
  metrics: MetricScore[];
  maintenance: Maintenance[];
}

const CHECKS: readonly Check[] = [air, stuck, channels, drift, apart, spike, channelGone, calibration];

/** How far a metric of a device is to be trusted, and why not. A metric without rules is trusted: nobody can say better. */
export function trustOf(input: TrustInput, rules: TrustRules): MetricScore {
  const { metric } = input;
  const of = rules.metrics[metric];
  const findings = of ? CHECKS.flatMap((check) => check(input, rules, of) ?? []) : [];
  // the order of the checks is that of what is most surely broken
  findings.sort((a, b) => b.penalty - a.penalty);
  const score = Math.round(Math.max(0, 100 - findings.reduce((sum, { penalty }) => sum + penalty, 0)));
  const isLow = score < rules.low;
  const [worst] = findings;
  return {
    metric,
    score,
    isLow,
    findings,
    ...(worst && score < rules.told && { maintenance: proposal(metric, worst.key, rules) }),
  };
}

const proposal = (metric: Metric, cause: Finding['key'], { maintenance }: TrustRules): Maintenance => {
  const own = `${cause}.${metric}`;
  return { metric, cause, text: Object.hasOwn(maintenance, own) ? own : cause };
};

/** Trust in a device: as much as in the worst of its metrics. */
export function deviceTrust(inputs: readonly TrustInput[], rules: TrustRules): DeviceTrust {
  const metrics = inputs
    .map((input) => trustOf(input, rules))
    .sort((a, b) => a.score - b.score || (a.metric < b.metric ? -1 : 1));
  const score = Math.min(100, ...metrics.map((m) => m.score));
  return { score, isLow: score < rules.low, metrics, maintenance: metrics.flatMap((m) => m.maintenance ?? []) };
}
