import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  allowedSilenceMs,
  applies,
  createEngine,
  type Engine,
  evaluate,
  type Outcome,
  ruleFor,
  type SilenceRule,
  silentSpells,
  type Target,
} from '#hub/alert-engine';
import { type Alert, lateAfterMs, type Metric, type Reading, type Rule } from '#hub/contracts';
import type { DeviceDirectory, Registry } from '#hub/registry';
import type { TimeSeries } from '#hub/time-series';

const DAY_MS = 86_400_000;
/** Points judged before others have their turn: some milliseconds. */
const POINTS_A_TURN = 2000;
const MOST_TOLD = 200;
const PAGE = 500;

export type ValueRule = Extract<Rule, { type: 'threshold' | 'rate' | 'neighbours' }>;
export type TriedRule = ValueRule | SilenceRule;

/** Why a rule cannot be tried on the past, in words; undefined: it can. */
export function untriedReason({ type }: Rule): string | undefined {
  if (type === 'event')
    return 'Hub chỉ giữ số đo lâu dài, không giữ từng lần camera phát hiện: không có gì để thử luật này';
  if (type === 'offline')
    return 'Hub không giữ lịch sử lúc nào gateway báo thiết bị mất kết nối: không có gì để thử luật này';
  return undefined;
}
const isSilence = (rule: TriedRule): rule is SilenceRule => rule.type === 'silence';

/** One time the rule would have been fulfilled. Event times, milliseconds. */
export interface Fired {
  device: string;
  startedAt: number;
  /** Absent: it would still be. */
  endedAt?: number;
  /** The worst value (of a rate: the change); of silence there is none. */
  peak?: number;
}

export interface BackTestResult {
  from: number;
  to: number;
  devices: number;
  points: number;
  /** When the first of them is of; absent: there are none. */
  dataFrom?: number;
  /** How often, and the newest of these. */
  total: number;
  fired: Fired[];
  /** How often it would have paged nobody, since what told of it came too late, or of a probe that was doubted then. */
  recorded: number;
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
 * Runs a rule over what the store holds, with the engine that judges live, in the order in which it came: what came late
 * pages nobody. The stretch before `from` that the rule has to have seen is read too. Silence is what lies between two
 * arrivals; when the hub itself was off the store does not know.
 */
export async function backTest(
  deps: BackTestDeps,
  draft: TriedRule,
  from: number,
  to: number,
): Promise<BackTestResult> {
  const rule = { ...draft, enabled: true, since: undefined };
  const targets = targetsOf(deps.directory, rule);
  const found = isSilence(rule)
    ? await silences(deps.series, rule, targets, from, to)
    : await outcomes(deps.series, rule, targets, from, to);
  const { points, recorded, dataFrom } = found;
  const stored = { points, recorded, ...(dataFrom !== undefined && { dataFrom }) };
  return { from, to, devices: targets.length, ...stored, ...(await held(deps.registry, rule, found, from, to)) };
}

type Found = Pick<BackTestResult, 'points' | 'dataFrom' | 'fired' | 'recorded'>;

/** The earlier of two times of which each may be absent. */
const earlier = (a: number | undefined, b: number): number => (a === undefined ? b : Math.min(a, b));

async function outcomes(
  series: BackTestDeps['series'],
  rule: ValueRule,
  targets: readonly Target[],
  from: number,
  to: number,
): Promise<Found> {
  const engine = createEngine([rule], targets);
  const found = new Map<string, Outcome>();
  let points = 0;
  let dataFrom: number | undefined;
  let judged = 0;
  /** Measured by then and not come yet. */
  let waiting: Reading[] = [];
  const lead = rule.holdMs + (rule.type === 'threshold' ? 0 : rule.windowMs);
  for (let day = from - lead; day < to; day += DAY_MS) {
    const end = Math.min(day + DAY_MS, to);
    const readings = [...waiting, ...(await readingsOf(series, rule, targets, day, end))];
    readings.sort((a, b) => a.received - b.received || a.ts - b.ts);
    const come = readings.findIndex(({ received }) => received >= end && end < to);
    waiting = come < 0 ? [] : readings.splice(come);
    for (const reading of readings) {
      if (reading.ts >= from) {
        points++;
        dataFrom = earlier(dataFrom, reading.ts);
      }
      judge(engine, reading, found);
      if (++judged % POINTS_A_TURN === 0) await nextTurn();
    }
  }
  const all = [...found.values()].filter(({ endedAt = to }) => endedAt >= from);
  const fired = all.filter(({ backdated, doubted }) => !backdated && !doubted).map(firedOf);
  return { points, ...(dataFrom !== undefined && { dataFrom }), fired, recorded: all.length - fired.length };
}

async function silences(
  series: BackTestDeps['series'],
  rule: SilenceRule,
  targets: readonly Target[],
  from: number,
  to: number,
): Promise<Found> {
  const fired: Fired[] = [];
  let points = 0;
  let dataFrom: number | undefined;
  for (const { device, profile } of targets) {
    const here = ruleFor(rule, device);
    if (here.type !== 'silence') continue;
    const heard = await arrivalsOf(series, { device, profile }, from - DAY_MS - allowedSilenceMs(here, profile), to);
    const within = heard.filter((at) => at >= from);
    points += within.length;
    if (within[0] !== undefined) dataFrom = earlier(dataFrom, within[0]);
    for (const { toldAt, ...spell } of silentSpells(here, profile, heard, to))
      if (toldAt >= from) fired.push({ device: device.id, ...spell });
    await nextTurn();
  }
  return { points, ...(dataFrom !== undefined && { dataFrom }), fired, recorded: 0 };
}

/** When anything came from a device, in order. A day at a time: a month of a quick sensor is half a million points. */
async function arrivalsOf(
  series: BackTestDeps['series'],
  { device: { id }, profile }: Target,
  from: number,
  to: number,
): Promise<number[]> {
  const arrivals = new Set<number>();
  for (const metric of Object.keys(profile.metrics) as Metric[])
    for (let day = from; day < to; day += DAY_MS) {
      const asked = { kind: profile.kind, device: id, metric, from: day, to: Math.min(day + DAY_MS, to) };
      for (const { time, received = time } of await series.query({ ...asked, withReceived: true }))
        if (received < to) arrivals.add(received);
      await nextTurn();
    }
  return [...arrivals].sort((a, b) => a - b);
}

function targetsOf(directory: DeviceDirectory, rule: TriedRule): Target[] {
  const targets: Target[] = [];
  for (const device of directory.devices()) {
    const profile = directory.profile(device.profile);
    const effluent = directory.measuresEffluent(device.id);
    const target = profile && { device: { ...device, state: 'installed' as const }, profile, effluent };
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
    const asked = { kind: profile.kind, device: id, metric, from, to, withReceived: true };
    for (const { time, value, quality, received = time } of await series.query(asked))
      readings.push({
        ...{ type: 'reading', commune, device: id, kind: profile.kind, ts: time, received },
        late: received - time > lateAfterMs(profile),
        values: { [metric]: value },
        ...(quality && { quality: { [metric]: quality } }),
        simulated,
      });
  }
  return readings;
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
  rule: TriedRule,
  { fired }: Found,
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
