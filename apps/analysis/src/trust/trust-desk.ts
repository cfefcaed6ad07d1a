import { type Device, type FindingOf, type Metric, METRICS, type Reading, type Reason } from '#hub/contracts';
import { distanceM } from '#hub/geodesy';
import type { DeviceDirectory } from '#hub/registry';
import {
  type Companions,
  type MetricHistory,
  type MetricScore,
  noHistory,
  remember,
  trustOf,
  type TrustRules,
} from '#hub/water';
import type { State } from '../commit.js';
import type { Step } from '../step.js';

const HOUR_MS = 3_600_000;
const BIN_MS = 600_000;
/** Farther away another probe has another water, and another air. */
const NEIGHBOUR_M = 5000;
/** From here on there is something to say of a probe. */
const WORTH_SAYING = 80;
/** A score that moves by less is the same. */
const STEP = 10;
const KEY = { history: 'trust/history/', found: 'trust/found/', judged: 'trust/judged' };
const COMPANIONS = ['ec', 'do', 'water_temperature'] as const;
type Found = FindingOf<'trust'>;

const nameOf = (device: string, metric: string) => `${device} ${metric}`;

/**
 * How far each probe is to be trusted, looked at once an hour. Values that are doubted already count here all the same: else
 * nobody would see that a probe is well again.
 */
export class TrustDesk {
  readonly #history = new Map<string, MetricHistory>();
  /** The last value of the ten minutes that go on. */
  readonly #now = new Map<string, { bin: number; ts: number; value: number }>();
  readonly #found = new Map<string, Found>();
  #judgedAt = 0;

  constructor(
    private readonly rules: TrustRules,
    private readonly directory: DeviceDirectory,
  ) {}

  load(state: State): void {
    for (const map of [this.#history, this.#now, this.#found]) map.clear();
    for (const [key, kept] of state<MetricHistory>(KEY.history)) this.#history.set(key.slice(KEY.history.length), kept);
    for (const [key, found] of state<Found>(KEY.found)) this.#found.set(key.slice(KEY.found.length), found);
    this.#judgedAt = [...state<number>(KEY.judged)][0]?.[1] ?? 0;
  }

  reading({ device, ts, values, quality }: Reading): void {
    for (const name in values) {
      const metric = name as Metric;
      if (this.rules.metrics[metric] === undefined) continue;
      const mark = quality?.[metric];
      if (mark !== undefined && mark !== 'suspect') continue;
      const key = nameOf(device, metric);
      const bin = Math.floor(ts / BIN_MS);
      const open = this.#now.get(key);
      if (open && open.bin < bin)
        this.#history.set(key, remember(this.#history.get(key) ?? noHistory(), open.ts, open.value));
      if (!open || open.bin <= bin) this.#now.set(key, { bin, ts, value: values[metric]! });
    }
  }

  /** Once an hour all are judged, and what was gathered is kept. */
  tick(step: Step): void {
    if (Math.floor(step.now / HOUR_MS) === Math.floor(this.#judgedAt / HOUR_MS)) return;
    this.#judgedAt = step.now;
    step.put(KEY.judged, step.now);
    for (const [key, history] of this.#history) step.put(KEY.history + key, history);
    const devices = [...this.directory.devices()].filter(({ state }) => state === 'installed');
    for (const device of devices)
      for (const metric of Object.keys(this.rules.metrics) as Metric[]) {
        const history = this.#history.get(nameOf(device.id, metric));
        if (history) this.#judge(device, metric, history, devices, step);
      }
  }

  #judge(device: Device, metric: Metric, history: MetricHistory, devices: readonly Device[], step: Step): void {
    const neighbours = devices.flatMap((other) => {
      const near = other.id !== device.id && other.simulated === device.simulated && isNear(device, other);
      const its = near && other.profile === device.profile ? this.#history.get(nameOf(other.id, metric)) : undefined;
      return its ? [its] : [];
    });
    const latest = this.#latest(device.id);
    const judged = trustOf(
      // whoever puts a probe up has calibrated it
      { metric, now: step.now, history, neighbours, calibratedAt: device.installedAt, ...(latest && { latest }) },
      this.rules,
    );
    this.#tell(device, judged, step);
  }

  #latest(device: string): Companions | undefined {
    const known = COMPANIONS.flatMap((metric) => {
      const value = this.#now.get(nameOf(device, metric))?.value;
      return value === undefined ? [] : [[metric, value] as const];
    });
    return known.length === 0 ? undefined : Object.fromEntries(known);
  }

  #tell(device: Device, judged: MetricScore, step: Step): void {
    const key = nameOf(device.id, judged.metric);
    const known = this.#found.get(key);
    if (judged.score >= WORTH_SAYING) {
      if (!known) return;
      this.#found.delete(key);
      step.put(KEY.found + key, undefined);
      const well: Found = { ...known, score: judged.score, low: false, updatedAt: step.now, endedAt: step.now };
      step.tell({ type: 'finding', change: 'over', finding: well, at: step.now });
      return;
    }
    if (known && known.low === judged.isLow && Math.abs(known.score - judged.score) < STEP) return;
    const finding: Found = {
      ...{ id: known?.id ?? `trust-${device.id}-${judged.metric}-${step.now}`, kind: 'trust', commune: device.commune },
      ...{
        target: device.id,
        targets: [device.id],
        simulated: device.simulated,
        metric: judged.metric,
        low: judged.isLow,
      },
      ...{ startedAt: known?.startedAt ?? step.now, updatedAt: step.now, score: judged.score },
      reasons: reasonsOf(judged),
    };
    this.#found.set(key, finding);
    step.put(KEY.found + key, finding);
    step.tell({ type: 'finding', change: known ? 'changed' : 'found', finding, at: step.now });
  }
}

function isNear(a: Device, b: Device): boolean {
  if (a.lat === undefined || a.lon === undefined || b.lat === undefined || b.lon === undefined) return false;
  return distanceM([a.lon, a.lat], [b.lon, b.lat]) <= NEIGHBOUR_M;
}

/** What was found, heaviest first, and what is proposed. */
function reasonsOf({ metric, findings, maintenance }: MetricScore): Reason[] {
  const { decimals } = METRICS[metric];
  const found = findings.map(({ key, penalty, ...figures }): Reason => {
    const told = Object.entries(figures).map(([name, figure]) => [
      name,
      typeof figure === 'number' ? Number(figure.toFixed(decimals + 2)) : figure,
    ]);
    return { key, points: -penalty, figures: Object.fromEntries(told) as Record<string, number | string> };
  });
  return [...found, ...(maintenance ? [{ key: 'maintenance', figures: { text: maintenance.text } }] : [])];
}
