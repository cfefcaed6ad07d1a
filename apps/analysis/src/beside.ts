import { SMOKE_REPORT_REACH_MS, type Thing } from '#hub/contracts';
import { readOnChange, type Registry } from '#hub/registry';
import type { Clock, RemoteText } from '#hub/service-kit';
import type { Hotspot } from '#hub/smoke';
import type { AnalysisService } from './analysis.service.js';
import { readRegistered, waterwaysOf } from './water/waterways.js';

const EVERY_MS = 60_000;

export interface BesideDeps {
  registry: Pick<Registry, 'things' | 'smokeReports' | 'sourceRecords' | 'waterColumns' | 'revision'>;
  clock: Clock;
  hotspots: RemoteText<readonly Hotspot[]>;
  analysis: Pick<AnalysisService, 'know' | 'reported'>;
}

const DAY_MS = 86_400_000;

interface Read {
  views: readonly Thing<'camera'>[];
  smokeSources: readonly Thing<'smoke-source'>[];
  registered: Awaited<ReturnType<typeof readRegistered>>;
}

/** What is not in the log: what cameras see, the canals, what smokes always, what satellites saw and residents told of. Looked at once a minute, and no reading waits for it. */
export class Beside {
  readonly #read: () => Promise<Read>;
  #timer: NodeJS.Timeout | undefined;
  #known: { registered: Read['registered']; day: number } | undefined;

  constructor(private readonly deps: BesideDeps) {
    const { registry } = deps;
    this.#read = readOnChange(registry, async () => ({
      views: await registry.things.all('camera'),
      smokeSources: await registry.things.all('smoke-source'),
      registered: await readRegistered(registry),
    }));
  }

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
    const { clock, registry, analysis } = this.deps;
    const now = clock.now();
    try {
      analysis.reported(await registry.smokeReports.since(now - SMOKE_REPORT_REACH_MS));
      const { views, smokeSources, registered } = await this.#read();
      const day = Math.floor(now / DAY_MS);
      if (this.#known?.registered === registered && this.#known.day === day) return;
      this.#known = { registered, day };
      const { plots, outlets } = registered;
      const waterways = waterwaysOf(registered, now);
      analysis.know({ views, smokeSources, plots, waterways, outlets });
    } catch {
      // a registry that is away: what was known holds on
    }
  }
}
