import type { Thing } from '#hub/contracts';
import { readOnChange, type Registry } from '#hub/registry';
import type { Clock, RemoteText } from '#hub/service-kit';
import type { Hotspot } from '#hub/smoke';
import type { AnalysisService } from './analysis.service.js';
import { type Registered, readRegistered, waterwaysOf } from './water/waterways.js';

const EVERY_MS = 60_000;

export interface BesideDeps {
  registry: Pick<Registry, 'things' | 'sourceRecords' | 'revision'>;
  clock: Clock;
  hotspots: RemoteText<readonly Hotspot[]>;
  analysis: Pick<AnalysisService, 'know'>;
}

const DAY_MS = 86_400_000;

/** What is not in the log: what cameras see, the canals, what satellites saw. Looked at once a minute, and no reading waits for it. */
export class Beside {
  readonly #registered: () => Promise<{ views: readonly Thing<'camera'>[]; registered: Registered }>;
  #timer: NodeJS.Timeout | undefined;
  #known: { registered: Registered; day: number } | undefined;

  constructor(private readonly deps: BesideDeps) {
    const { registry } = deps;
    this.#registered = readOnChange(registry, async () => ({
      views: await registry.things.all('camera'),
      registered: await readRegistered(registry),
    }));
  }

  start(): void {
    void this.#look();
    this.#timer = setInterval(() => void this.#look(), EVERY_MS);
    this.#timer.unref();
  }
  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const { clock, hotspots, analysis } = this.deps;
    const now = clock.now();
    await hotspots.now(now);
    try {
      const { views, registered } = await this.#registered();
      const day = Math.floor(now / DAY_MS);
      if (this.#known?.registered === registered && this.#known.day === day) return;
      this.#known = { registered, day };
      analysis.know({ views, plots: registered.plots, waterways: waterwaysOf(registered, now) });
    } catch {
      // a registry that is away: what was known holds on
    }
  }
}
