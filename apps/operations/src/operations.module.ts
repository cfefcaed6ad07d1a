import { CONSUMER_PROBLEMS, type ConsumerProblems, EVENT_LOG, type EventLog } from '#hub/event-log';
import { type DeviceDirectory, DIRECTORY, REFRESH_DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock, type Figures } from '#hub/service-kit';
import { TIME_SERIES, type TimeSeries } from '#hub/time-series';
import { type DynamicModule, Inject, Logger, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import prometheus from 'prom-client';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access/access.guard.js';
import { Callers } from './access/callers.js';
import { Places } from './access/places.js';
import { SessionKeeper } from './access/session-keeper.js';
import { AirBoard } from './air/air-board.js';
import { AirController } from './air/air.controller.js';
import { AirHistory } from './air/air-history.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { HandoversController } from './handovers/handovers.controller.js';
import { HistoryController } from './alerts/history.controller.js';
import { STILLS_DIR, StillsController } from './cameras/stills.controller.js';
import { AnchorKeeper } from './audit/anchor-keeper.js';
import { AuditController } from './audit/audit.controller.js';
import { Looks } from './audit/looks.js';
import { BroadcastDesk } from './broadcasts/broadcast-desk.js';
import { BroadcastsController, type Loudspeakers, LOUDSPEAKERS } from './broadcasts/broadcasts.controller.js';
import { LoudspeakersController } from './broadcasts/loudspeakers.controller.js';
import { Recordings } from './broadcasts/recordings.js';
import { TemplatesController } from './broadcasts/templates.controller.js';
import { BatchesController } from './claims/batches.controller.js';
import { BoxesController } from './claims/boxes.controller.js';
import { ClaimsController } from './claims/claims.controller.js';
import { CodeTries } from './claims/code-tries.js';
import { PrintedSheets } from './claims/printed-sheets.js';
import { CommandsController } from './commands/commands.controller.js';
import { CommandsLogController } from './commands/commands-log.controller.js';
import { commandProviders } from './commands/commands.providers.js';
import { CommuneController } from './commune/commune.controller.js';
import { DeadLetterIndex } from './dead-letters/dead-letter-index.js';
import { DeadLettersController } from './dead-letters/dead-letters.controller.js';
import { DeadLettersService } from './dead-letters/dead-letters.service.js';
import { DevicesController } from './devices/devices.controller.js';
import { DrillRunner } from './drills/drill-runner.js';
import { DrillsController } from './drills/drills.controller.js';
import { GatewaysController } from './devices/gateways.controller.js';
import { RotationController } from './devices/rotation.controller.js';
import { ProfilesController } from './devices/profiles.controller.js';
import { CheckController } from './installations/check.controller.js';
import { BlocksController } from './farm/blocks.controller.js';
import { FarmBoard } from './farm/farm-board.js';
import { FarmController } from './farm/farm.controller.js';
import { FARM_SETTINGS, type FarmSettings } from './farm/farm.schema.js';
import { LedgerController } from './farm/ledger.controller.js';
import { CaseLand } from './findings/case-land.js';
import { CaseFiles } from './findings/case-files.js';
import { CaseRecord } from './findings/case-record.js';
import { CasesController } from './findings/cases.controller.js';
import { FindingDesk } from './findings/finding-desk.js';
import { TrustBoard } from './findings/trust-board.js';
import { TrustController } from './findings/trust.controller.js';
import { FindingsController } from './findings/findings.controller.js';
import { SmokeReportsController } from './smoke-reports/smoke-reports.controller.js';
import { SmokeSourceController } from './findings/smoke-source.controller.js';
import { FiguresController } from './incidents/figures.controller.js';
import { IncidentActionsController } from './incidents/incident-actions.controller.js';
import { IncidentDesk } from './incidents/incident-desk.js';
import { IncidentPhotos } from './incidents/incident-photos.js';
import { GUIDANCE, IncidentsController } from './incidents/incidents.controller.js';
import { InstallationsController } from './installations/installations.controller.js';
import { Photos } from './installations/photos.js';
import { LifeController } from './life/life.controller.js';
import { MaintenanceKeeper } from './life/maintenance-keeper.js';
import { LiveBoard } from './live/live-board.js';
import { LiveController } from './live/live.controller.js';
import { LiveGateway } from './live/live.gateway.js';
import { type RecallDeps, recallState, recallValues } from './live/live.recall.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { showLog } from './metrics/log-metrics.js';
import { NoticesController } from './notices/notices.controller.js';
import { PacketsController } from './packets/packets.controller.js';
import { InvitationsController, PUBLIC_URL } from './people/invitations.controller.js';
import { Names } from './people/names.js';
import { PeopleController } from './people/people.controller.js';
import { CallsController } from './push/calls.controller.js';
import { PUSH_SERVICES } from './push/push-services.js';
import { PushController } from './push/push.controller.js';
import { ReadingsController } from './readings/readings.controller.js';
import { ExchangeController } from './registry/exchange.controller.js';
import { OwnNameController } from './registry/own-name.controller.js';
import { RegisteredHistoryController } from './registry/registered-history.controller.js';
import { SitesController } from './registry/sites.controller.js';
import { THING_CONTROLLERS } from './registry/things.controllers.js';
import { RefusalsController } from './refusals/refusals.controller.js';
import { Answers } from './requests/answers.js';
import { ContactController } from './roster/contact.controller.js';
import { RosterController } from './roster/roster.controller.js';
import { SourceController } from './sources/source.controller.js';
import { SourcePhotos } from './sources/source-photos.js';
import { SourcesController } from './sources/sources.controller.js';
import { SourcesDesk } from './sources/sources-desk.js';
import { WaterStandardsController } from './sources/standards.controller.js';
import { StandardsTable } from './sources/standards-table.js';
import { Heartbeat } from './status/heartbeat.js';
import { AccountController } from './sign-in/account.controller.js';
import { Guesses } from './sign-in/guesses.js';
import { SessionOpener } from './sign-in/session-opener.js';
import { RULE_PACK, RuleBoard } from './rules/rule-board.js';
import { RulesController } from './rules/rules.controller.js';
import { ServiceController } from './rules/service.controller.js';
import { SetUp } from './sign-in/set-up.js';
import { SetUpController } from './sign-in/set-up.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { StatusController } from './status/status.controller.js';
import { StatusService } from './status/status.service.js';
import { ProgramsController } from './walls/programs.controller.js';
import { WallsController } from './walls/walls.controller.js';

export interface OperationsOptions {
  /** Injection token of the rule pack in force, which another part offers. */
  rules: string;
  /** Injection token of what is to be known of each rule, which the same part offers. */
  guidances: string;
  stillsDir: string;
  /** Pictures of devices where they were put up. */
  photosDir: string;
  /** What loudspeakers are played. */
  recordingsDir: string;
  loudspeakers: Loudspeakers;
  /** Where people reach the hub; absent: where the request that asks for a link came to. */
  publicUrl?: string | undefined;
  /** New boxes are let in over no line but this machine's. */
  newBoxesShut: boolean;
  /** Push services that browsers may name. */
  pushServices: readonly string[];
  /** Name or path of the command pack. */
  commands: string;
  farm: FarmSettings;
  /** Of the broker, where a drill's sensor speaks as any device. */
  mqttUrl: string;
}

const RECALL = 'RECALL';

/**
 * REST and sockets. Wants EVENT_LOG, CONSUMER_PROBLEMS, DIRECTORY, REGISTRY, REFRESH_DIRECTORY, TIME_SERIES and CLOCK from
 * a global module, and `prepareHttp` on the application.
 */
@Module({})
export class OperationsModule implements OnModuleInit, OnModuleDestroy {
  #stopped = false;
  #figures: Figures | undefined;

  constructor(
    @Inject(RECALL) private readonly parts: RecallDeps,
    private readonly callers: Callers,
    private readonly setUp: SetUp,
  ) {}

  /** @throws ConfigError that names what is wrong with the command pack */
  static forRoot({
    rules,
    guidances,
    stillsDir,
    photosDir,
    recordingsDir,
    loudspeakers,
    commands,
    publicUrl,
    pushServices,
    newBoxesShut,
    mqttUrl,
    farm,
  }: OperationsOptions): DynamicModule {
    return {
      module: OperationsModule,
      controllers: [
        AccountController,
        AirController,
        AlertsController,
        AuditController,
        CommandsController,
        CommandsLogController,
        BatchesController,
        BroadcastsController,
        BoxesController,
        CallsController,
        CasesController,
        CheckController,
        ClaimsController,
        CommuneController,
        ContactController,
        DeadLettersController,
        DevicesController,
        DrillsController,
        ExchangeController,
        FarmController,
        BlocksController,
        LedgerController,
        FiguresController,
        FindingsController,
        TrustController,
        SmokeSourceController,
        SmokeReportsController,
        GatewaysController,
        HandoversController,
        HistoryController,
        IncidentActionsController,
        IncidentsController,
        InstallationsController,
        InvitationsController,
        LifeController,
        LiveController,
        LoudspeakersController,
        MetricsController,
        NoticesController,
        OwnNameController,
        PacketsController,
        PeopleController,
        ProfilesController,
        ProgramsController,
        PushController,
        ReadingsController,
        RegisteredHistoryController,
        RefusalsController,
        RosterController,
        RotationController,
        RulesController,
        ServiceController,
        SetUpController,
        SignInController,
        SitesController,
        // in front of that of one source: "export" is no id
        SourcesController,
        SourceController,
        StatusController,
        StillsController,
        TemplatesController,
        ...THING_CONTROLLERS,
        WallsController,
        WaterStandardsController,
      ],
      providers: [
        { provide: RULE_PACK, useExisting: rules },
        { provide: GUIDANCE, useExisting: guidances },
        ...commandProviders(commands),
        { provide: STILLS_DIR, useValue: stillsDir },
        { provide: Photos, useFactory: () => new Photos(photosDir) },
        { provide: IncidentPhotos, useFactory: () => new IncidentPhotos(photosDir) },
        { provide: SourcePhotos, useFactory: () => new SourcePhotos(photosDir) },
        SourcesDesk,
        StandardsTable,
        {
          provide: Recordings,
          inject: [REGISTRY, CLOCK],
          useFactory: ({ broadcasts }: Registry, clock: Clock) =>
            new Recordings({ dir: recordingsDir, clock, named: () => broadcasts.recordings() }),
        },
        { provide: LOUDSPEAKERS, useValue: loudspeakers },
        { provide: FARM_SETTINGS, useValue: farm },
        BroadcastDesk,
        FarmBoard,
        IncidentDesk,
        CaseLand,
        CaseFiles,
        CaseRecord,
        FindingDesk,
        TrustBoard,
        CodeTries,
        MaintenanceKeeper,
        PrintedSheets,
        { provide: PUBLIC_URL, useValue: publicUrl },
        { provide: PUSH_SERVICES, useValue: pushServices },
        { provide: APP_GUARD, useClass: AccessGuard },
        {
          provide: Callers,
          inject: [REGISTRY, CLOCK],
          useFactory: (registry: Registry, clock: Clock) => new Callers(registry, clock),
        },
        { provide: SetUp, inject: [REGISTRY], useFactory: (registry: Registry) => new SetUp(registry) },
        AirBoard,
        AirHistory,
        Guesses,
        AnchorKeeper,
        Looks,
        Names,
        Places,
        SessionKeeper,
        SessionOpener,
        SignInService,
        DeadLetterIndex,
        Heartbeat,
        LiveBoard,
        RuleBoard,
        LiveGateway,
        {
          provide: DrillRunner,
          inject: [REGISTRY, REFRESH_DIRECTORY, LiveBoard, EVENT_LOG, CLOCK],
          useFactory: (
            registry: Registry,
            refreshDirectory: () => Promise<void>,
            board: LiveBoard,
            log: EventLog,
            clock: Clock,
          ) => new DrillRunner({ registry, refreshDirectory, board, log, clock, mqttUrl }),
        },
        { provide: Answers, inject: [EVENT_LOG], useFactory: (log: EventLog) => new Answers(log) },
        {
          provide: DeadLettersService,
          inject: [EVENT_LOG, DeadLetterIndex, Answers, CLOCK],
          useFactory: (log: EventLog, index: DeadLetterIndex, answers: Answers, clock: Clock) =>
            new DeadLettersService(log, index, answers, clock),
        },
        {
          provide: StatusService,
          inject: [EVENT_LOG, DIRECTORY, CLOCK, CONSUMER_PROBLEMS, DeadLetterIndex, Heartbeat],
          useFactory: (
            log: EventLog,
            directory: DeviceDirectory,
            clock: Clock,
            problems: ConsumerProblems,
            letters: DeadLetterIndex,
            heartbeat: Heartbeat,
          ) => new StatusService(log, directory, clock, problems, { letters, heartbeat, newBoxesShut }),
        },
        {
          provide: RECALL,
          inject: [
            EVENT_LOG,
            LiveBoard,
            Heartbeat,
            DeadLetterIndex,
            DIRECTORY,
            TIME_SERIES,
            CLOCK,
            RuleBoard,
            FarmBoard,
            TrustBoard,
          ],
          useFactory: (
            log: EventLog,
            board: LiveBoard,
            heartbeat: Heartbeat,
            letters: DeadLetterIndex,
            directory: DeviceDirectory,
            series: TimeSeries,
            clock: Clock,
            rules: RuleBoard,
            farm: FarmBoard,
            trust: TrustBoard,
          ): RecallDeps => ({ log, board, heartbeat, letters, directory, series, clock, rules, farm, trust }),
        },
      ],
    };
  }

  onModuleInit(): void {
    this.callers.start();
    this.callers.onChange(() => void this.setUp.look().catch(() => undefined));
    this.#figures = showLog(prometheus.register, this.parts.log);
    recallState(this.parts);
    recallValues(this.parts, () => this.#stopped).catch((error: unknown) =>
      new Logger('live').error(`values of before the restart were not found: ${String(error)}`),
    );
  }

  onModuleDestroy(): void {
    this.#stopped = true;
    this.callers.stop();
    this.#figures?.remove();
  }
}
