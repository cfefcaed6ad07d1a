import type { Registry } from '#hub/registry';
import type { Clock, RemoteText } from '#hub/service-kit';
import type { Hotspot } from '#hub/smoke';
import type { AnalysisService } from './analysis.service.js';
import { readRegistered } from './water/waterways.js';

const EVERY_MS = 60_000;

export interface BesideDeps {
  registry: Pick<Registry, 'things' | 'sourceRecords' | 'waterColumns'>;
  clock: Clock;
  hotspots: RemoteText<readonly Hotspot[]>;
  analysis: Pick<AnalysisService, 'know'>;
}

/** What is not in the log: what cameras see, the canals, what smokes always, what satellites saw. Looked at once a minute, and no reading waits for it. */
export class Beside {
  #timer: NodeJS.Timeout | undefined;
  #seen = '';

  constructor(private readonly deps: BesideDeps) {}

  /** What is registered is known before the first reading is looked at: a backlog waits in the log. */
  async start(): Promise<void> {
    await this.#registered();
    void this.#look();
    this.#timer = setInterval(() => void this.#look(), EVERY_MS);
    this.#timer.unref();
  }
  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const { clock, hotspots } = this.deps;
    await hotspots.now(clock.now());
    await this.#registered();
  }

  async #registered(): Promise<void> {
    const { registry, clock, analysis } = this.deps;
    try {
      const [views, smokeSources] = [await registry.things.all('camera'), await registry.things.all('smoke-source')];
      const known = { views, smokeSources, ...(await readRegistered(registry, clock.now())) };
      const seen = JSON.stringify(known);
      if (seen === this.#seen) return;
      this.#seen = seen;
      analysis.know(known);
    } catch {
      // a registry that is away: what was known holds on
    }
  }
}
