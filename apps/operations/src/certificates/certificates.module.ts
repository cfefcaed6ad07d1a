import { EVENT_LOG, type EventLog } from '#hub/event-log';
import { REFRESH_DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { type DynamicModule, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CertificateWatch } from './certificate-watch.js';
import { lifetimeAt, lifetimeOfFile } from './lifetime.js';

export interface CertificatesOptions {
  /** Where people reach the hub; of an address without HTTPS there is nothing to watch. */
  publicUrl?: string | undefined;
  /** Path of the certificate that devices are shown. */
  mqttsCert?: string | undefined;
}

/** Watches the hub's own certificates. Wants EVENT_LOG, REGISTRY, REFRESH_DIRECTORY and CLOCK from a global module. */
@Module({})
export class CertificatesModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(private readonly watch: CertificateWatch) {}

  static forRoot({ publicUrl, mqttsCert }: CertificatesOptions): DynamicModule {
    const url = publicUrl?.startsWith('https:') ? publicUrl : undefined;
    const watched = [
      { device: 'hub-web', place: 'trang web của hub', ...(url && { read: () => lifetimeAt(url) }) },
      {
        device: 'hub-mqtts',
        place: 'cổng MQTT mã hóa của hub',
        ...(mqttsCert && { read: () => lifetimeOfFile(mqttsCert) }),
      },
    ];
    return {
      module: CertificatesModule,
      providers: [
        {
          provide: CertificateWatch,
          inject: [EVENT_LOG, REGISTRY, REFRESH_DIRECTORY, CLOCK],
          useFactory: (log: EventLog, registry: Registry, refreshDirectory: () => Promise<void>, clock: Clock) =>
            new CertificateWatch({ log, registry, refreshDirectory, clock }, watched),
        },
      ],
    };
  }

  onApplicationBootstrap(): void {
    this.watch.start();
  }
  onModuleDestroy(): void {
    this.watch.stop();
  }
}
