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

/** What is not in the log: what cameras see, the canals, what satellites saw. Looked at once a minute, and no reading waits for it. */
export class Beside {
  #timer: NodeJS.Timeout | undefined;
  #seen = '';

  constructor(private readonly deps: BesideDeps) {}

  /** Resolves when the registry was looked at, or is away: readings that wait in the log are judged by what it has. */
  async start(): Promise<void> {
    await this.#lookAtRegistry();
    void this.#look();
    this.#timer = setInterval(() => void this.#look(), EVERY_MS);
    this.#timer.unref();
  }
  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    await this.deps.hotspots.now(this.deps.clock.now());
    await this.#lookAtRegistry();
  }

  async #lookAtRegistry(): Promise<void> {
    const { registry, clock, analysis } = this.deps;
    try {
      const views = await registry.things.all('camera');
      const known = { views, ...(await readRegistered(registry, clock.now())) };
      const seen = JSON.stringify(known);
      if (seen === this.#seen) return;
      this.#seen = seen;
      analysis.know(known);
    } catch {
      // a registry that is away: what was known holds on
    }
  }
}
