import { setImmediate as nextTurn } from 'node:timers/promises';
import { applies, createEngine, type Engine, evaluate, type Outcome, ruleFor, type Target } from '#hub/alert-engine';
import type { Alert, Reading, Rule } from '#hub/contracts';
import type { DeviceDirectory, Registry } from '#hub/registry';
import type { TimeSeries } from '#hub/time-series';

const DAY_MS = 86_400_000;
/** Points judged before others have their turn: some milliseconds. */
const POINTS_A_TURN = 2000;
const MOST_TOLD = 200;
const PAGE = 500;

export type ValueRule = Extract<Rule, { type: 'threshold' | 'rate' | 'neighbours' }>;
/** Events and connections have no history in the store: only rules on values can be tried on it. */
export const canBeTried = (rule: Rule): rule is ValueRule =>
  rule.type === 'threshold' || rule.type === 'rate' || rule.type === 'neighbours';

/** One time the rule would have been fulfilled. Event times, milliseconds. */
export interface Fired {
  device: string;
  startedAt: number;
  /** Absent: it would still be. */
  endedAt?: number;
  /** The worst value (of a rate: the change). */
  peak: number;
}

export interface BackTestResult {
  from: number;
  to: number;
  devices: number;
  points: number;
  /** How often, and the newest of these. */
  total: number;
  fired: Fired[];
  /** Alerts of this rule that somebody confirmed in this time, and those of them that the draft would not have raised. */
  confirmed: number;
  missed: Alert[];
  /** Those that were false, and those of them that would not have been raised. */
  false: number;
  spared: number;
}

export interface BackTestDeps {
  series: Pick<TimeSeries, 'query'>;
  directory: DeviceDirectory;
  registry: Pick<Registry, 'alerts'>;
}

/**
 * Runs a rule over what the store holds, with the engine that judges live. Values count as if each had come in time. The
 * stretch before `from` that the rule has to have seen is read too.
 */
export async function backTest(
  deps: BackTestDeps,
  draft: ValueRule,
  from: number,
  to: number,
): Promise<BackTestResult> {
  const rule = { ...draft, enabled: true, since: undefined };
  const targets = targetsOf(deps.directory, rule);
  const engine = createEngine([rule], targets);
  const found = new Map<string, Outcome>();
  let points = 0;
  let judged = 0;
  const lead = rule.holdMs + (rule.type === 'threshold' ? 0 : rule.windowMs);
  for (let day = from - lead; day < to; day += DAY_MS) {
    const readings = await readingsOf(deps.series, rule, targets, day, Math.min(day + DAY_MS, to));
    for (const reading of readings) {
      if (reading.ts >= from) points++;
      judge(engine, reading, found);
      if (++judged % POINTS_A_TURN === 0) await nextTurn();
    }
  }
  const fired = [...found.values()].filter(({ endedAt = to }) => endedAt >= from).map(firedOf);
  return { from, to, devices: targets.length, points, ...(await held(deps.registry, rule, fired, from, to)) };
}

function targetsOf(directory: DeviceDirectory, rule: ValueRule): Target[] {
  const targets: Target[] = [];
  for (const device of directory.devices()) {
    const profile = directory.profile(device.profile);
    const target = profile && { device: { ...device, state: 'installed' as const }, profile };
    if (target && applies(ruleFor(rule, device), target)) targets.push(target);
  }
  return targets;
}

async function readingsOf(
  series: BackTestDeps['series'],
  { metric }: ValueRule,
  targets: readonly Target[],
  from: number,
  to: number,
): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const { device, profile } of targets) {
    const { id, commune, simulated } = device;
    const asked = { kind: profile.kind, device: id, metric, from, to };
    for (const { time, value, quality } of await series.query(asked))
      readings.push({
        ...{ type: 'reading', commune, device: id, kind: profile.kind, ts: time, received: time, late: false },
        values: { [metric]: value },
        ...(quality && { quality: { [metric]: quality } }),
        simulated,
      });
  }
  return readings.sort((a, b) => a.ts - b.ts);
}

function judge(engine: Engine, reading: Reading, found: Map<string, Outcome>): void {
  for (const outcome of evaluate(engine, reading)) {
    if (outcome.reason === 'withdrawn') found.delete(outcome.id);
    else found.set(outcome.id, outcome);
  }
}

const firedOf = ({ target, startedAt, endedAt, facts }: Outcome): Fired => ({
  device: target,
  startedAt,
  ...(endedAt !== undefined && { endedAt }),
  peak: facts.peak ?? facts.value ?? 0,
});

/** Holds what would have been told against what people said of what was told. */
async function held(
  registry: BackTestDeps['registry'],
  rule: ValueRule,
  fired: readonly Fired[],
  from: number,
  to: number,
): Promise<Pick<BackTestResult, 'total' | 'fired' | 'confirmed' | 'missed' | 'false' | 'spared'>> {
  const { alerts } = await registry.alerts.find({ rule: rule.id, from, to, limit: PAGE });
  const raised = ({ target, startedAt, endedAt = to }: Alert) =>
    fired.some((f) => f.device === target && f.startedAt <= endedAt && (f.endedAt ?? to) >= startedAt);
  const confirmed = alerts.filter(({ verdict }) => verdict?.kind === 'resolved');
  const wrong = alerts.filter(({ verdict }) => verdict?.kind === 'false');
  const newest = [...fired].sort((a, b) => b.startedAt - a.startedAt);
  return {
    total: fired.length,
    fired: newest.slice(0, MOST_TOLD),
    confirmed: confirmed.length,
    missed: confirmed.filter((alert) => !raised(alert)).slice(0, MOST_TOLD),
    false: wrong.length,
    spared: wrong.filter((alert) => !raised(alert)).length,
  };
}
