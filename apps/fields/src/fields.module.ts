import { EVENT_LOG, type EventLog } from '#hub/event-log';
import type { ForecastMapping, IrrigationTable } from '#hub/irrigation';
import { type DeviceDirectory, DIRECTORY, REGISTRY, readOnChange, type Registry } from '#hub/registry';
import { CLOCK, type Clock, ConfigError, readReference, referencePath } from '#hub/service-kit';
import { TIME_SERIES, type TimeSeries } from '#hub/time-series';
import { readFileSync } from 'node:fs';
import { type DynamicModule, Inject, Logger, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Advisor } from './advising/advisor.js';
import { DischargeController } from './discharge/discharge.controller.js';
import { DischargeDesk } from './discharge/discharge-desk.js';
import type { FieldsConfig } from './fields.config.js';
import { forecastSource } from './forecast/forecast-source.js';
import { type Land, readLand } from './land/land.js';
import { LedgerKeeper } from './ledgers/ledger-keeper.js';
import { Teller } from './notices/teller.js';
import { RecordsController } from './records/records.controller.js';
import { TurnKeeper } from './turns/turn-keeper.js';
import { Hours } from './weather/hours.js';
import { WeatherKeeper } from './weather/weather-keeper.js';
import { loadTemplates } from './words/templates.js';

/** Plots and blocks as they are registered now, read once for all who ask. */
const LAND = Symbol('land');
type ReadLand = () => Promise<Land>;

/** Advice on irrigation. Wants EVENT_LOG, DIRECTORY, REGISTRY, TIME_SERIES and CLOCK from a global module. */
@Module({})
export class FieldsModule implements OnModuleInit, OnModuleDestroy {
  constructor(
    @Inject(Advisor) private readonly advisor: Advisor,
    @Inject(DischargeDesk) private readonly discharges: DischargeDesk,
  ) {}

  /** @throws ConfigError where the forecast's mapping cannot be read */
  static forRoot(config: FieldsConfig): DynamicModule {
    const logger = new Logger('Fields');
    const warn = (message: string) => logger.warn(message);
    const table = readReference('irrigation.json') as IrrigationTable;
    const templates = loadTemplates();
    const mapping = loadMapping(config.FORECAST_MAPPING);
    return {
      module: FieldsModule,
      controllers: [RecordsController, DischargeController],
      providers: [
        {
          provide: LAND,
          inject: [REGISTRY],
          useFactory: (registry: Registry): ReadLand => readOnChange(registry, () => readLand(registry)),
        },
        {
          provide: TurnKeeper,
          inject: [EVENT_LOG, REGISTRY],
          useFactory: (log: EventLog, { turns }: Registry) =>
            new TurnKeeper({ log, turns, table, morning: config.FARM_MORNING }),
        },
        {
          provide: DischargeDesk,
          inject: [EVENT_LOG, REGISTRY, CLOCK, LAND],
          useFactory: (log: EventLog, registry: Registry, clock: Clock, land: ReadLand) =>
            new DischargeDesk({ log, registry, clock, land, table, templates }),
        },
        {
          provide: Advisor,
          inject: [EVENT_LOG, DIRECTORY, REGISTRY, TIME_SERIES, CLOCK, TurnKeeper, DischargeDesk, LAND],
          useFactory: (
            log: EventLog,
            directory: DeviceDirectory,
            registry: Registry,
            series: TimeSeries,
            clock: Clock,
            turns: TurnKeeper,
            discharges: DischargeDesk,
            land: ReadLand,
          ) => {
            const teller = new Teller({
              ...{ log, settings: registry.settings, templates, table, morning: config.FARM_MORNING },
            });
            const weather = new WeatherKeeper(registry.settings);
            const ledgers = new LedgerKeeper({ ledgers: registry.ledgers, table });
            const { FORECAST_URL: url, FORECAST_FILE: file } = config;
            const advisor = new Advisor({
              foul: (now) => discharges.foul(now),
              isDoubted: (device, metric) => discharges.isDoubted(device, metric),
              ...{ log, directory, registry, land, clock, table, templates, turns, warn },
              hours: new Hours(series),
              forecast: forecastSource({ url, file, mapping, table, warn }),
              place: {
                ...{ altitude: config.FARM_ALTITUDE_M, coast: config.FARM_COAST },
                ...{ latitude: config.FARM_LAT, longitude: config.FARM_LON },
              },
              onSeason: (plot, season, situation) => ledgers.take(plot, season, situation),
              after: async (round) => {
                await teller.after(round);
                await ledgers.write();
                await weather.write(round.situation);
              },
            });
            discharges.onChange(() => advisor.soon());
            return advisor;
          },
        },
      ],
      exports: [Advisor],
    };
  }

  onModuleInit(): void {
    this.advisor.start();
    this.discharges.start();
  }
  async onModuleDestroy(): Promise<void> {
    this.discharges.stop();
    await this.advisor.stop();
  }
}

function loadMapping(nameOrPath: string): ForecastMapping {
  try {
    return JSON.parse(readFileSync(referencePath('forecasts', nameOrPath), 'utf8')) as ForecastMapping;
  } catch (cause) {
    throw new ConfigError('FORECAST_MAPPING: không đọc được tệp này / the file cannot be read', { cause });
  }
}
