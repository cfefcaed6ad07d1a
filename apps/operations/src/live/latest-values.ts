import { isOlder, type LatestOfDevice, type LatestValue, type Metric, type Reading } from '#hub/contracts';

type Values = Partial<Record<Metric, LatestValue>>;

interface Known {
  values: Values;
  /** Metrics that changed since they were last sent out. */
  changed: Set<Metric>;
}

/** The newest value of each metric of each device, by event time; and what changed since it was last sent out. */
export class LatestValues {
  #devices = new Map<string, Known>();
  #changed = new Set<string>();

  take(reading: Reading): void {
    const { device, ts, received, values, quality } = reading;
    const known = this.#known(device);
    let news = false;
    for (const name in values) {
      const metric = name as Metric;
      const old = known.values[metric];
      // a backlog comes late
      if (old && isOlder(ts, old.ts, received)) continue;
      // changed in place: this is done for every value that comes in
      const value = old ?? (known.values[metric] = { value: 0, ts, received });
      value.value = values[metric]!;
      value.ts = ts;
      value.received = received;
      const grade = quality?.[metric];
      if (grade) value.quality = grade;
      else if (value.quality) delete value.quality;
      known.changed.add(metric);
      news = true;
    }
    for (const name in quality) {
      const metric = name as Metric;
      const old = known.values[metric];
      // a probe that says it is broken: its last value stays, and is no longer good
      if (metric in values || !old || isOlder(ts, old.ts, received)) continue;
      Object.assign(old, { ts, received, quality: quality[metric]! });
      known.changed.add(metric);
      news = true;
    }
    if (news) this.#changed.add(device);
  }

  /** What a restarted hub finds in the store for a device it has not heard yet. */
  recall(device: string, metric: Metric, value: LatestValue): void {
    const known = this.#known(device);
    if (known.values[metric]) return;
    known.values[metric] = value;
    known.changed.add(metric);
    this.#changed.add(device);
  }

  of(device: string): Values | undefined {
    return this.#devices.get(device)?.values;
  }
  all(): LatestOfDevice[] {
    return [...this.#devices].map(([device, { values }]) => ({ device, values }));
  }

  /** Changes since the last call, the newest of each metric only. */
  drain(): LatestOfDevice[] {
    if (this.#changed.size === 0) return [];
    const changes = [...this.#changed].map((device) => {
      const known = this.#devices.get(device)!;
      const values: Values = {};
      for (const metric of known.changed) values[metric] = known.values[metric]!;
      known.changed.clear();
      return { device, values };
    });
    this.#changed.clear();
    return changes;
  }

  forget(device: string): void {
    this.#devices.delete(device);
    this.#changed.delete(device);
  }

  #known(device: string): Known {
    let known = this.#devices.get(device);
    if (!known) this.#devices.set(device, (known = { values: {}, changed: new Set() }));
    return known;
  }
}
