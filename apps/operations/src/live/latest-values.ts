import type { LatestOfDevice, LatestValue, Metric, Reading } from '#hub/contracts';

type Values = Partial<Record<Metric, LatestValue>>;

/** The newest value of each metric of each device, by event time; and what changed since it was last sent out. */
export class LatestValues {
  #devices = new Map<string, Values>();
  #changed = new Map<string, Set<Metric>>();

  take(reading: Reading): void {
    const { device, ts, received, values, quality } = reading;
    let known = this.#devices.get(device);
    if (!known) this.#devices.set(device, (known = {}));
    for (const name in values) {
      const metric = name as Metric;
      const old = known[metric];
      // a backlog that comes late tells of the past
      if (old && old.ts > ts) continue;
      const value: LatestValue = { value: values[metric]!, ts, received };
      const grade = quality?.[metric];
      if (grade) value.quality = grade;
      known[metric] = value;
      this.#note(device, metric);
    }
  }

  /** What a restarted hub finds in the store for a device it has not heard yet. */
  recall(device: string, metric: Metric, value: LatestValue): void {
    const known = this.#devices.get(device) ?? {};
    if (known[metric]) return;
    known[metric] = value;
    this.#devices.set(device, known);
    this.#note(device, metric);
  }

  of(device: string): Values | undefined {
    return this.#devices.get(device);
  }
  all(): LatestOfDevice[] {
    return [...this.#devices].map(([device, values]) => ({ device, values }));
  }

  /** Changes since the last call, the newest of each metric only. */
  drain(): LatestOfDevice[] {
    if (this.#changed.size === 0) return [];
    const changes = [...this.#changed].map(([device, metrics]) => {
      const known = this.#devices.get(device)!;
      const values: Values = {};
      for (const metric of metrics) values[metric] = known[metric]!;
      return { device, values };
    });
    this.#changed.clear();
    return changes;
  }

  forget(device: string): void {
    this.#devices.delete(device);
    this.#changed.delete(device);
  }

  #note(device: string, metric: Metric): void {
    const changed = this.#changed.get(device);
    if (changed) changed.add(metric);
    else this.#changed.set(device, new Set([metric]));
  }
}
