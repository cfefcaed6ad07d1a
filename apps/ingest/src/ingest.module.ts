import { EVENT_LOG, type EventLog } from '#hub/event-log';
import { type DeviceDirectory, DIRECTORY } from '#hub/registry';
import { CLOCK, type Clock, type Figures } from '#hub/service-kit';
import { TIME_SERIES, type TimeSeries } from '#hub/time-series';
import { type DynamicModule, Inject, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import prometheus from 'prom-client';
import { DecodeController } from './decode/decode.controller.js';
import { DecodeService } from './decode/decode.service.js';
import { Intake } from './http/intake.js';
import { IntakeController } from './http/intake.controller.js';
import { type IngestCounters, newCounters } from './metrics/counters.js';
import { showIn } from './metrics/prometheus.js';
import { PresenceController } from './presence/presence.controller.js';
import { PresenceService } from './presence/presence.service.js';
import { FileStills, STILLS, type Stills } from './stills/stills.js';
import { StoreController } from './store/store.controller.js';
import { StoreService } from './store/store.service.js';
import { Upkeep } from './store/upkeep.js';

export interface IngestOptions {
  /** Folder of the cameras' newest pictures, `<camera>.jpg`; made when the first comes. */
  stillsDir: string;
}

const COUNTERS = 'INGEST_COUNTERS';

/**
 * Wants EVENT_LOG (started), DIRECTORY, CLOCK and TIME_SERIES from a global module, and a strategy for each of the groups
 * decode, store and presence. Shows its counters in prom-client's default registry while it runs.
 */
@Module({})
export class IngestModule implements OnModuleInit, OnModuleDestroy {
  #figures: Figures | undefined;

  constructor(
    private readonly decoding: DecodeService,
    private readonly presence: PresenceService,
    private readonly upkeep: Upkeep,
    private readonly intake: Intake,
    @Inject(COUNTERS) private readonly counters: IngestCounters,
  ) {}

  static forRoot({ stillsDir }: IngestOptions): DynamicModule {
    return {
      module: IngestModule,
      controllers: [DecodeController, StoreController, PresenceController, IntakeController],
      providers: [
        { provide: STILLS, useFactory: (clock: Clock) => new FileStills(stillsDir, clock), inject: [CLOCK] },
        { provide: COUNTERS, useFactory: newCounters },
        {
          provide: DecodeService,
          inject: [EVENT_LOG, DIRECTORY, STILLS, COUNTERS],
          useFactory: (log: EventLog, directory: DeviceDirectory, stills: Stills, counters: IngestCounters) =>
            new DecodeService({ log, directory, stills, counters }),
        },
        {
          provide: Upkeep,
          inject: [TIME_SERIES, COUNTERS],
          useFactory: (series: TimeSeries, counters: IngestCounters) => new Upkeep(series, counters),
        },
        {
          provide: StoreService,
          inject: [TIME_SERIES, Upkeep, COUNTERS],
          useFactory: (series: TimeSeries, upkeep: Upkeep, counters: IngestCounters) =>
            new StoreService({ series, upkeep, counters }),
        },
        {
          provide: PresenceService,
          inject: [EVENT_LOG, DIRECTORY],
          useFactory: (log: EventLog, directory: DeviceDirectory) => new PresenceService({ log, directory }),
        },
        {
          provide: Intake,
          inject: [EVENT_LOG, DIRECTORY, CLOCK, COUNTERS],
          useFactory: (log: EventLog, directory: DeviceDirectory, clock: Clock, counters: IngestCounters) =>
            new Intake({ log, directory, clock, counters }),
        },
      ],
    };
  }

  onModuleInit(): void {
    this.decoding.start();
    this.presence.start();
    this.intake.start();
    this.#figures = showIn(prometheus.register, this.counters);
  }

  async onModuleDestroy(): Promise<void> {
    await this.decoding.stop();
    this.presence.stop();
    await this.intake.stop();
    await this.upkeep.stop();
    this.#figures?.remove();
  }
}
