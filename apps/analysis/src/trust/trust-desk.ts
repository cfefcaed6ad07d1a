import {
  type Device,
  type FindingOf,
  type Metric,
  METRICS,
  type Reading,
  type Reason,
  type TrustScore,
} from '#hub/contracts';
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
const HOUR_MS = 3_600_000;
/** Each device is looked at so often: what is wrong with a probe shows in hours. */
const ROUND_MIN = 180;
const BIN_MS = 600_000;
/** Farther away another probe has another water, and another air. */
const NEIGHBOUR_M = 5000;
/** As many as tell who is wrong; the nearest. */
const MOST_NEIGHBOURS = 5;
/** A score that moves by less is the same. */
const STEP = 10;
const KEY = { history: 'trust/history/', found: 'trust/found/', calibrated: 'trust/calibrated/' };
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
  /** When a device was last seen being calibrated. */
  readonly #calibrated = new Map<string, number>();
  readonly #remembered: ReadonlySet<string>;
  #judgedAt = 0;

  constructor(
    private readonly rules: TrustRules,
    private readonly directory: DeviceDirectory,
  ) {
    const channels = Object.values(rules.metrics).flatMap(({ channels }) => channels?.of ?? []);
    this.#remembered = new Set([...Object.keys(rules.metrics), ...channels]);
  }

  load(state: CommittedState): void {
    for (const map of [this.#history, this.#heard, this.#found, this.#calibrated]) map.clear();
    for (const [key, kept] of state<MetricHistory>(KEY.history)) this.#history.set(key.slice(KEY.history.length), kept);
    for (const [key, found] of state<Found>(KEY.found)) this.#found.set(key.slice(KEY.found.length), found);
    for (const [key, at] of state<number>(KEY.calibrated)) this.#calibrated.set(key.slice(KEY.calibrated.length), at);
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
      if (!this.#remembered.has(metric)) continue;
      const mark = quality?.[metric];
      if (mark !== undefined && mark !== 'suspect' && mark !== 'doubted') continue;
      const key = nameOf(device, metric);
      this.#history.set(key, remember(this.#history.get(key) ?? noHistory(), ts, values[metric]!));
    }
  }

  /** Once a minute: those whose minute of the round it is. */
  tick(step: Step): void {
    const minute = Math.floor(step.now / MINUTE_MS);
    if (minute === Math.floor(this.#judgedAt / MINUTE_MS)) return;
    this.#judgedAt = step.now;
    const all = [...this.directory.devices()];
    for (const { id, state } of all) if (state === 'calibrating') this.#sawCalibrated(id, step);
    const devices = all.filter(({ state }) => state === 'installed');
    for (const device of devices) if (minuteOf(device.id) === minute % ROUND_MIN) this.#judge(device, devices, step);
  }

  #judge(device: Device, devices: readonly Device[], step: Step): void {
    const near = this.#nearest(device, devices);
    const latest = this.#latest(device.id);
    // whoever puts a probe up has calibrated it
    const calibratedAt = Math.max(device.installedAt, this.#calibrated.get(device.id) ?? 0);
    const scores: TrustScore[] = [];
    for (const name of this.#remembered) {
      const metric = name as Metric;
      const history = this.#history.get(nameOf(device.id, metric));
      if (!history) continue;
      step.put(KEY.history + nameOf(device.id, metric), history);
      if (!this.rules.metrics[metric]) continue;
      const neighbours = near.flatMap((other) => this.#history.get(nameOf(other, metric)) ?? []);
      const channels = this.#channels(device, metric);
      const about = { metric, now: step.now, history, neighbours, calibratedAt };
      const judged = trustOf({ ...about, ...(latest && { latest }), ...(channels && { channels }) }, this.rules);
      scores.push({ metric, score: judged.score });
      this.#tell(device, judged, step);
    }
    if (scores.length > 0) step.tell({ type: 'trust-look', device: device.id, at: step.now, scores });
  }

  /** While somebody calibrates it, once an hour. */
  #sawCalibrated(device: string, { now, put }: Step): void {
    if (now - (this.#calibrated.get(device) ?? 0) < HOUR_MS) return;
    this.#calibrated.set(device, now);
    put(KEY.calibrated + device, now);
  }

  /** Of what its model has two counters for. */
  #channels({ id, profile }: Device, metric: Metric): [MetricHistory, MetricHistory] | undefined {
    const of = this.rules.metrics[metric]?.channels?.of;
    const measured = this.directory.profile(profile)?.metrics ?? {};
    if (!of?.every((channel) => channel in measured)) return undefined;
    const said = (channel: Metric) => this.#history.get(nameOf(id, channel)) ?? noHistory();
    return [said(of[0]), said(of[1])];
  }

  /** Devices of the same kind that have the same water, or air: the nearest. */
  #nearest({ id, lat, lon, profile, simulated }: Device, devices: readonly Device[]): string[] {
    if (lat === undefined || lon === undefined) return [];
    const kindOf = (of: string) => this.directory.profile(of)?.kind ?? of;
    return devices
      .flatMap((other) => {
        const alike = other.id !== id && other.simulated === simulated && kindOf(other.profile) === kindOf(profile);
        if (!alike || other.lat === undefined || other.lon === undefined) return [];
        return [{ id: other.id, metres: distanceM([lon, lat], [other.lon, other.lat]) }];
      })
      .filter(({ metres }) => metres <= NEIGHBOUR_M)
      .sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1))
      .slice(0, MOST_NEIGHBOURS)
      .map((other) => other.id);
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
    if (judged.score >= this.rules.told) {
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
      ...(judged.maintenance && { maintenance: judged.maintenance.text }),
    };
    this.#found.set(key, finding);
    step.put(KEY.found + key, finding);
    step.tell({ type: 'finding', change: known ? 'changed' : 'found', finding, at: step.now });
  }
}

/** Minute of the round at which a device is looked at: the same in every run. */
const minuteOf = (device: string): number =>
  [...device].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 0) % ROUND_MIN;

/** What was found, heaviest first. */
function reasonsOf({ metric, findings }: MetricScore): Reason[] {
  const { decimals } = METRICS[metric];
  return findings.map(({ key, penalty, ...figures }): Reason => {
    const told = Object.entries(figures).map(([name, figure]) => [
      name,
      typeof figure === 'number' ? Number(figure.toFixed(decimals + 2)) : figure,
    ]);
    return { key, points: -penalty, figures: Object.fromEntries(told) as Record<string, number | string> };
  });
}
