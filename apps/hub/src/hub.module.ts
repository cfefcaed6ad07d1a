import { join } from 'node:path';
import { AlertingModule, GUIDANCES, RULES } from '#app/alerting';
import { AnalysisModule } from '#app/analysis';
import { BrokerModule } from '#app/broker';
import { farmSettings, FieldsModule } from '#app/fields';
import { IngestModule } from '#app/ingest';
import { NotifierModule } from '#app/notifier';
import { CertificatesModule, OperationsModule } from '#app/operations';
import { CONSUMER_PROBLEMS, EVENT_LOG } from '#hub/event-log';
import { DIRECTORY, REFRESH_DIRECTORY, REGISTRY } from '#hub/registry';
import { CLOCK } from '#hub/service-kit';
import { TIME_SERIES } from '#hub/time-series';
import { type DynamicModule, Module } from '@nestjs/common';
import type { HubConfig } from './hub.config.js';
import type { Ports } from './ports.js';

@Module({})
class PortsModule {
  static of(ports: Ports): DynamicModule {
    const providers = [
      { provide: CLOCK, useValue: ports.clock },
      { provide: EVENT_LOG, useValue: ports.log },
      { provide: CONSUMER_PROBLEMS, useValue: ports.problems },
      { provide: REGISTRY, useValue: ports.registry },
      { provide: DIRECTORY, useValue: ports.directory },
      { provide: REFRESH_DIRECTORY, useValue: ports.refreshDirectory },
      { provide: TIME_SERIES, useValue: ports.series },
    ];
    return { module: PortsModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }
}

/** Where a device on this machine finds the broker. */
function ownMqtt({ MQTT_HOST: host, MQTT_PORT: port }: Pick<HubConfig, 'MQTT_HOST' | 'MQTT_PORT'>): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const at = everywhere ? '127.0.0.1' : host;
  return `mqtt://${at.includes(':') ? `[${at}]` : at}:${port}`;
}

/** All parts in one process. */
@Module({})
export class HubModule {
  /** @throws ConfigError */
  static of(config: HubConfig, ports: Ports): DynamicModule {
    const stillsDir = join(config.DATA_DIR, 'stills');
    return {
      module: HubModule,
      imports: [
        PortsModule.of(ports),
        BrokerModule.forRoot(config),
        IngestModule.forRoot({ stillsDir }),
        CertificatesModule.forRoot({ publicUrl: config.PUBLIC_URL, mqttsCert: config.MQTTS_CERT }),
        AlertingModule.forRoot(config),
        NotifierModule.forRoot({ config, publicUrl: config.PUBLIC_URL }),
        AnalysisModule.forRoot(config),
        FieldsModule.forRoot(config),
        OperationsModule.forRoot({
          ...{
            rules: RULES,
            guidances: GUIDANCES,
            commands: config.COMMANDS,
            stillsDir,
            photosDir: join(config.DATA_DIR, 'photos'),
            recordingsDir: join(config.DATA_DIR, 'recordings'),
          },
          loudspeakers: {
            at: config.LOUDSPEAKER_URL ? [...config.LOUDSPEAKER_ZONES.keys()] : [],
            stop: config.LOUDSPEAKER_STOP_URL !== undefined,
            plays: config.PUBLIC_URL !== undefined,
          },
          publicUrl: config.PUBLIC_URL,
          pushServices: config.PUSH_SERVICES,
          mqttUrl: ownMqtt(config),
          farm: farmSettings(config),
          newBoxesShut: config.MQTTS_PORT === undefined && !config.MQTT_PLAIN_PROVISIONING,
        }),
      ],
    };
  }
}
