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
import type { CommittedState } from '#hub/event-log';
import type { Step } from '../step.js';

const MINUTE_MS = 60_000;
/** Each device is looked at so often: what is wrong with a probe shows in hours. */
const ROUND_MIN = 180;
const BIN_MS = 600_000;
/** Farther away another probe has another water, and another air. */
const NEIGHBOUR_M = 5000;
/** As many as tell who is wrong; the nearest. */
const MOST_NEIGHBOURS = 5;
/** From here on there is something to say of a probe. */
const WORTH_SAYING = 80;
/** A score that moves by less is the same. */
const STEP = 10;
const KEY = { history: 'trust/history/', found: 'trust/found/' };
const COMPANIONS = ['ec', 'do', 'water_temperature'] as const;
type Found = FindingOf<'trust'>;

const nameOf = (device: string, metric: string) => `${device} ${metric}`;

/**
 * How far each probe is to be trusted. Each device is looked at every three hours, each minute some of them, and what was gathered
 * of it is kept then. Values that are doubted already count here all the same: else
 * nobody would see that a probe is well again.
 */
export class TrustDesk {
  readonly #history = new Map<string, MetricHistory>();
  /** Ten minutes of which a device has been heard, and when. */
  readonly #heard = new Map<string, { bin: number; ts: number }>();
  readonly #found = new Map<string, Found>();
  #judgedAt = 0;

  constructor(
    private readonly rules: TrustRules,
    private readonly directory: DeviceDirectory,
  ) {}

  load(state: CommittedState): void {
    for (const map of [this.#history, this.#heard, this.#found]) map.clear();
    for (const [key, kept] of state<MetricHistory>(KEY.history)) this.#history.set(key.slice(KEY.history.length), kept);
    for (const [key, found] of state<Found>(KEY.found)) this.#found.set(key.slice(KEY.found.length), found);
  }

  /** Its values are not to be trusted now. */
  doubts(device: string, metric: Metric): boolean {
    return this.#found.get(nameOf(device, metric))?.low ?? false;
  }

  /** One value in ten minutes is enough to know a probe by. */
  reading({ device, ts, values, quality }: Reading): void {
    const bin = Math.floor(ts / BIN_MS);
    const heard = this.#heard.get(device);
    // boxes send the parts of one measurement in several packets
    if (heard && (bin < heard.bin || (bin === heard.bin && ts !== heard.ts))) return;
    this.#heard.set(device, { bin, ts });
    for (const name in values) {
      const metric = name as Metric;
      if (this.rules.metrics[metric] === undefined) continue;
      const mark = quality?.[metric];
      if (mark !== undefined && mark !== 'suspect') continue;
      const key = nameOf(device, metric);
      this.#history.set(key, remember(this.#history.get(key) ?? noHistory(), ts, values[metric]!));
    }
  }

  /** Once a minute: those whose minute of the round it is. */
  tick(step: Step): void {
    const minute = Math.floor(step.now / MINUTE_MS);
    if (minute === Math.floor(this.#judgedAt / MINUTE_MS)) return;
    this.#judgedAt = step.now;
    const devices = [...this.directory.devices()].filter(({ state }) => state === 'installed');
    for (const device of devices) if (minuteOf(device.id) === minute % ROUND_MIN) this.#judge(device, devices, step);
  }

  #judge(device: Device, devices: readonly Device[], step: Step): void {
    const metrics = (Object.keys(this.rules.metrics) as Metric[]).filter((metric) =>
      this.#history.has(nameOf(device.id, metric)),
    );
    if (metrics.length === 0) return;
    const near = nearest(device, devices);
    const latest = this.#latest(device.id);
    for (const metric of metrics) {
      const history = this.#history.get(nameOf(device.id, metric))!;
      step.put(KEY.history + nameOf(device.id, metric), history);
      const neighbours = near.flatMap((other) => this.#history.get(nameOf(other, metric)) ?? []);
      // whoever puts a probe up has calibrated it
      const about = { metric, now: step.now, history, neighbours, calibratedAt: device.installedAt };
      this.#tell(device, trustOf({ ...about, ...(latest && { latest }) }, this.rules), step);
    }
  }

  #latest(device: string): Companions | undefined {
    const known = COMPANIONS.flatMap((metric) => {
      const value = this.#history.get(nameOf(device, metric))?.recent.at(-1)?.[1];
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

/** Minute of the round at which a device is looked at: the same in every run. */
const minuteOf = (device: string): number =>
  [...device].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 0) % ROUND_MIN;

/** Devices of the same model that have the same water, or air: the nearest. */
function nearest(device: Device, devices: readonly Device[]): string[] {
  const { lat, lon, id, profile, simulated } = device;
  if (lat === undefined || lon === undefined) return [];
  return devices
    .flatMap((other) => {
      const alike = other.id !== id && other.profile === profile && other.simulated === simulated;
      if (!alike || other.lat === undefined || other.lon === undefined) return [];
      return [{ id: other.id, metres: distanceM([lon, lat], [other.lon, other.lat]) }];
    })
    .filter(({ metres }) => metres <= NEIGHBOUR_M)
    .sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_NEIGHBOURS)
    .map((other) => other.id);
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
