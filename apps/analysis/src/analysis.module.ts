import { EVENT_LOG, type EventLog } from '#hub/event-log';
import { type DeviceDirectory, DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock, readReference } from '#hub/service-kit';
import type { SmokeRules } from '#hub/smoke';
import type { TrustRules } from '#hub/water';
import { type DynamicModule, Inject, Logger, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { AnalysisConfig } from './analysis.config.js';
import { AnalysisController } from './analysis.controller.js';
import { AnalysisService } from './analysis.service.js';
import { Beside } from './beside.js';
import { hotspotSource } from './hotspots/hotspots.js';
import { SmokeDesk } from './smoke/smoke-desk.js';
import { TrustDesk } from './trust/trust-desk.js';
import { OutletDesk, type OutletRules, probesOf } from './water/outlet-desk.js';
import { WaterDesk, type WaterRules } from './water/water-desk.js';

/** Fires and discharges, as several readings tell of them. Wants EVENT_LOG, DIRECTORY, REGISTRY and CLOCK from a global module. */
@Module({})
export class AnalysisModule implements OnModuleInit, OnModuleDestroy {
  constructor(
    @Inject(AnalysisService) private readonly analysis: AnalysisService,
    @Inject(Beside) private readonly beside: Beside,
  ) {}

  static forRoot(config: AnalysisConfig): DynamicModule {
    const logger = new Logger('Analysis');
    const rules = readReference('smoke.json') as SmokeRules;
    const { FIRMS_URL: url, FIRMS_FILE: file, BURNING_SEASON: season } = config;
    const hotspots = hotspotSource({ url, file, rules, warn: (message) => logger.warn(message) });
    return {
      module: AnalysisModule,
      controllers: [AnalysisController],
      providers: [
        {
          provide: AnalysisService,
          inject: [EVENT_LOG, DIRECTORY],
          useFactory: (log: EventLog, directory: DeviceDirectory) => {
            const ofWater = readReference('water.json') as WaterRules & OutletRules;
            const trust = new TrustDesk(readReference('trust.json') as TrustRules, directory);
            return new AnalysisService({
              ...{ log, directory, rules, season, trust },
              smoke: new SmokeDesk(rules, () => hotspots.known ?? []),
              water: new WaterDesk(ofWater),
              outlets: new OutletDesk(ofWater, probesOf(directory, trust)),
            });
          },
        },
        {
          provide: Beside,
          inject: [REGISTRY, CLOCK, AnalysisService],
          useFactory: (registry: Registry, clock: Clock, analysis: AnalysisService) =>
            new Beside({ registry, clock, hotspots, analysis }),
        },
      ],
      exports: [AnalysisService],
    };
  }

  async onModuleInit(): Promise<void> {
    this.analysis.start();
    await this.beside.start();
  }
  onModuleDestroy(): void {
    this.beside.stop();
    this.analysis.stop();
  }
}
