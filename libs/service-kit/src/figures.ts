import prometheus, { type Registry } from 'prom-client';

type Labels = Record<string, string>;

/** Figures of one part of the hub in a Prometheus registry, read when somebody asks. */
export class Figures {
  readonly #names: string[] = [];

  constructor(private readonly registry: Registry) {}

  /** Only ever grows. */
  counter(name: string, help: string, read: () => number): this {
    return this.counters(name, help, [], () => [[{}, read()]]);
  }

  counters(name: string, help: string, labelNames: string[], read: () => Iterable<readonly [Labels, number]>): this {
    new prometheus.Counter({
      ...this.#named(name, help, labelNames),
      collect() {
        this.reset();
        for (const [labels, value] of read()) this.inc(labels, value);
      },
    });
    return this;
  }

  gauge(name: string, help: string, read: () => number): this {
    return this.gauges(name, help, [], () => [[{}, read()]]);
  }

  gauges(name: string, help: string, labelNames: string[], read: () => Iterable<readonly [Labels, number]>): this {
    new prometheus.Gauge({
      ...this.#named(name, help, labelNames),
      collect() {
        this.reset();
        for (const [labels, value] of read()) this.set(labels, value);
      },
    });
    return this;
  }

  /** Takes them out again. */
  remove(): void {
    for (const name of this.#names.splice(0)) this.registry.removeSingleMetric(name);
  }

  #named(name: string, help: string, labelNames: string[]) {
    this.#names.push(name);
    return { name, help, labelNames, registers: [this.registry] };
  }
}
