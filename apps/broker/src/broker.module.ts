import { EVENT_LOG, type EventLog } from '#hub/event-log';
import { type DeviceDirectory, DIRECTORY, REFRESH_DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock, type Figures } from '#hub/service-kit';
import { type DynamicModule, Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import prometheus from 'prom-client';
import type { BrokerConfig } from './broker.config.js';
import { BrokerService } from './broker.service.js';
import { ClockGuard } from './clock/clock-guard.js';
import { Delivery } from './commands/delivery.js';
import { DeliveryController } from './commands/delivery.controller.js';
import { earsIn } from './commands/ear.js';
import { ConfirmClockController } from './clock/confirm-clock.controller.js';
import { TickProducer } from './clock/tick.producer.js';
import { showIn } from './metrics/prometheus.js';

/**
 * Wants EVENT_LOG (started), DIRECTORY, CLOCK, REGISTRY and REFRESH_DIRECTORY from a global module. Shows its counters in
 * prom-client's default registry while it runs.
 */
@Module({})
export class BrokerModule implements OnApplicationBootstrap, OnModuleDestroy {
  #figures: Figures | undefined;

  constructor(
    @Inject(BrokerService) private readonly broker: BrokerService,
    @Inject(ClockGuard) private readonly guard: ClockGuard,
    @Inject(TickProducer) private readonly ticks: TickProducer,
    @Inject(Delivery) private readonly delivery: Delivery,
  ) {}

  static forRoot(config: BrokerConfig): DynamicModule {
    return {
      module: BrokerModule,
      controllers: [ConfirmClockController, DeliveryController],
      providers: [
        {
          provide: BrokerService,
          inject: [EVENT_LOG, DIRECTORY, CLOCK, REFRESH_DIRECTORY, REGISTRY],
          useFactory: (
            log: EventLog,
            directory: DeviceDirectory,
            clock: Clock,
            refreshDirectory: () => Promise<void>,
            registry: Registry,
          ) => new BrokerService({ config, log, directory, clock, refreshDirectory, registry }),
        },
        {
          provide: ClockGuard,
          inject: [EVENT_LOG, CLOCK],
          useFactory: (log: EventLog, clock: Clock) => new ClockGuard(log, clock),
        },
        {
          provide: TickProducer,
          inject: [EVENT_LOG, CLOCK, ClockGuard],
          useFactory: (log: EventLog, clock: Clock, guard: ClockGuard) => new TickProducer(log, clock, guard),
        },
        {
          provide: Delivery,
          inject: [EVENT_LOG, DIRECTORY, CLOCK, ClockGuard, BrokerService],
          useFactory: (
            log: EventLog,
            directory: DeviceDirectory,
            clock: Clock,
            guard: ClockGuard,
            { sessions }: BrokerService,
          ) => new Delivery({ log, clock, clockState: () => guard.state(), ear: earsIn(sessions, directory) }),
        },
      ],
      exports: [BrokerService, ClockGuard],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    this.guard.start();
    this.ticks.start();
    this.#figures = showIn(prometheus.register, this.broker.counters);
    this.broker.onListening(() => this.delivery.sweep());
    await this.broker.start();
    this.delivery.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.delivery.stop();
    await this.broker.stop();
    this.#figures?.remove();
    this.ticks.stop();
    this.guard.stop();
  }
}
