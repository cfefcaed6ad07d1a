import { dirname, join } from 'node:path';
import { type Role, roleSchema } from '#hub/contracts';
import type { Vn2000Parameters } from '#hub/geodesy';
import { type Clock, readReference } from '#hub/service-kit';
import { z } from 'zod';
import { RotationsRepository } from './accounts/rotations.repository.js';
import { AlertFiguresRepository } from './alerts/alert-figures.js';
import { AlertsRepository } from './alerts/alerts.repository.js';
import { IncidentsRepository } from './alerts/incidents.repository.js';
import { Anchor } from './audit/anchor.js';
import { AuditRepository } from './audit/audit.repository.js';
import { BroadcastsRepository } from './broadcasts/broadcasts.repository.js';
import { TemplatesRepository } from './broadcasts/templates.repository.js';
import { BatchesRepository } from './claims/batches.repository.js';
import { BoxesRepository } from './claims/boxes.repository.js';
import { InstallationsRepository } from './claims/installations.repository.js';
import { LabelsRepository } from './claims/labels.repository.js';
import { Provisioning } from './claims/provisioning.js';
import { CommandsRepository } from './commands/commands.repository.js';
import { CommunesRepository } from './communes/communes.repository.js';
import { ContactsRepository } from './contacts/contacts.repository.js';
import { PushKeys } from './contacts/push-keys.js';
import type { Database } from './database/database.js';
import { openDatabase } from './database/open-database.js';
import { DevicesRepository } from './devices/devices.repository.js';
import { LifeRepository } from './devices/life.repository.js';
import type { DeviceDirectory } from './directory.js';
import { FarmRepository } from './farm/farm.repository.js';
import { LedgersRepository } from './farm/ledgers.repository.js';
import { TurnsRepository } from './farm/turns.repository.js';
import { FindingsRepository } from './findings/findings.repository.js';
import { GatewaysRepository } from './gateways/gateways.repository.js';
import { Sealer } from './input/sealer.js';
import { NoticesRepository } from './notices/notices.repository.js';
import { PeopleRepository } from './people/people.repository.js';
import { WaysInRepository } from './people/ways-in.repository.js';
import { releaseProfiles } from './profiles/release-profiles.js';
import { ProfilesRepository } from './profiles/profiles.repository.js';
import { RefusalsRepository } from './refusals/refusals.repository.js';
import { RostersRepository } from './rosters/rosters.repository.js';
import { MachinesRepository } from './sessions/machines.repository.js';
import { DrillsRepository } from './drills/drills.repository.js';
import { HandoversRepository } from './handovers/handovers.repository.js';
import { RulesRepository } from './rules/rules.repository.js';
import { SessionsRepository } from './sessions/sessions.repository.js';
import { SealedSettings } from './settings/sealed-settings.js';
import { SettingsRepository } from './settings/settings.repository.js';
import { ExchangeRepository } from './exchange/exchange.repository.js';
import { HistoryRepository } from './history/history.repository.js';
import { DirectoryLoader } from './snapshot/directory-loader.js';
import { revisionOf } from './snapshot/revision.js';
import { SmokeReportsRepository } from './smoke-reports/smoke-reports.repository.js';
import { SourceRecordsRepository } from './sources/source-records.repository.js';
import { WaterColumnsRepository } from './sources/water-columns.repository.js';
import { ThingsRepository } from './things/things.repository.js';

export interface RegistryOptions {
  /** "postgres://user:password@host/database". Absent: the SQLite file. */
  url?: string;
  /** Of the SQLite file; beside it lies how far the audit log has come, whatever the database. */
  path: string;
  /** With what one-time codes' secrets are sealed. Absent: `secret.key` beside the SQLite file. */
  keyFile?: string;
  clock: Clock;
  /** Device profiles that the release brings; absent: reference/profiles.json. */
  profiles?: unknown;
}

const rolesSchema = z.object({ roles: z.array(roleSchema) });

/**
 * What the hub knows of devices, gateways, profiles and the commune, and what it keeps of alerts, commands and refusals.
 *
 * Lifetime: `start` opens the database, brings its tables up to date and takes in the release's profiles; `stop` waits
 * for what is under way and is safe after a failed start. Between the two, several processes may use one database.
 * Errors: RegistryError, in the words of whoever asked; RegistryUnavailableError where the same call may go through later.
 */
export class Registry {
  readonly devices: DevicesRepository;
  /** Of the devices: their states and what becomes of them. */
  readonly life: LifeRepository;
  readonly gateways: GatewaysRepository;
  readonly profiles: ProfilesRepository;
  readonly communes: CommunesRepository;
  readonly things: ThingsRepository;
  readonly exchange: ExchangeRepository;
  readonly alerts: AlertsRepository;
  readonly alertFigures: AlertFiguresRepository;
  readonly incidents: IncidentsRepository;
  readonly commands: CommandsRepository;
  readonly rules: RulesRepository;
  readonly handovers: HandoversRepository;
  readonly drills: DrillsRepository;
  /** What people say of their plots. */
  readonly farm: FarmRepository;
  readonly turns: TurnsRepository;
  /** Of their seasons. */
  readonly ledgers: LedgersRepository;
  readonly findings: FindingsRepository;
  /** Smoke that residents told of. */
  readonly smokeReports: SmokeReportsRepository;
  /** Inspections and samples of waste-water sources. */
  readonly sourceRecords: SourceRecordsRepository;
  /** Limits that an administrator typed in. */
  readonly waterColumns: WaterColumnsRepository;
  readonly refusals: RefusalsRepository;
  readonly settings: SettingsRepository;
  readonly audit: AuditRepository;
  /** Of whatever is registered. */
  readonly history: HistoryRepository;
  readonly labels: LabelsRepository;
  readonly batches: BatchesRepository;
  readonly boxes: BoxesRepository;
  readonly installations: InstallationsRepository;
  readonly provisioning: Provisioning;
  readonly rotations: RotationsRepository;
  /** What each role may do: the release's. */
  readonly roles: readonly Role[];
  readonly people: PeopleRepository;
  readonly waysIn: WaysInRepository;
  readonly sessions: SessionsRepository;
  readonly machines: MachinesRepository;
  readonly contacts: ContactsRepository;
  readonly pushKeys: PushKeys;
  readonly rosters: RostersRepository;
  readonly notices: NoticesRepository;
  readonly broadcasts: BroadcastsRepository;
  /** Texts of public messages that are approved before they are needed. */
  readonly templates: TemplatesRepository;
  /** Keys and tokens. */
  readonly sealed: SealedSettings;
  readonly #loader: DirectoryLoader;

  constructor(
    private readonly db: Database,
    clock: Clock,
    beside: { sealer: Sealer; anchor: Anchor },
    private readonly release: unknown,
  ) {
    this.devices = new DevicesRepository(db, clock);
    this.life = new LifeRepository(db, clock);
    this.gateways = new GatewaysRepository(db, clock);
    this.profiles = new ProfilesRepository(db, clock);
    this.communes = new CommunesRepository(db, clock);
    this.things = new ThingsRepository(db, clock);
    this.exchange = new ExchangeRepository(db, clock, readReference('vn2000.json') as Vn2000Parameters);
    this.alerts = new AlertsRepository(db);
    this.alertFigures = new AlertFiguresRepository(db);
    this.incidents = new IncidentsRepository(db);
    this.commands = new CommandsRepository(db);
    this.rules = new RulesRepository(db);
    this.handovers = new HandoversRepository(db, clock);
    this.drills = new DrillsRepository(db, clock);
    this.farm = new FarmRepository(db);
    this.turns = new TurnsRepository(db);
    this.ledgers = new LedgersRepository(db);
    this.findings = new FindingsRepository(db);
    this.smokeReports = new SmokeReportsRepository(db, clock);
    this.sourceRecords = new SourceRecordsRepository(db);
    this.waterColumns = new WaterColumnsRepository(db, clock);
    this.refusals = new RefusalsRepository(db);
    this.settings = new SettingsRepository(db);
    this.audit = new AuditRepository(db, clock, beside.anchor);
    this.history = new HistoryRepository(db);
    this.labels = new LabelsRepository(db, clock);
    this.batches = new BatchesRepository(db, clock);
    this.boxes = new BoxesRepository(db, clock);
    this.installations = new InstallationsRepository(db, clock);
    this.provisioning = new Provisioning(db, clock);
    this.rotations = new RotationsRepository(db, clock);
    this.roles = rolesSchema.parse(readReference('roles.json')).roles;
    this.people = new PeopleRepository(db, clock, this.roles);
    this.waysIn = new WaysInRepository(db, clock, beside.sealer);
    this.sessions = new SessionsRepository(db, clock);
    this.machines = new MachinesRepository(db, clock);
    this.contacts = new ContactsRepository(db, clock, beside.sealer);
    this.rosters = new RostersRepository(db, clock);
    this.notices = new NoticesRepository(db);
    this.broadcasts = new BroadcastsRepository(db);
    this.templates = new TemplatesRepository(db, clock);
    this.sealed = new SealedSettings(db, beside.sealer);
    this.pushKeys = new PushKeys(this.sealed);
    this.#loader = new DirectoryLoader(db, clock);
  }

  async start(): Promise<void> {
    const profiles = releaseProfiles(this.release);
    await this.db.start();
    try {
      await this.profiles.seed(profiles);
      await this.waysIn.sealPlain();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  stop(): Promise<void> {
    return this.db.stop();
  }

  /** Another one as soon as anything that is registered was changed. @throws RegistryUnavailableError */
  revision(): Promise<number> {
    return this.db.read(revisionOf);
  }

  /** Fills the directory from one consistent read. Costs next to nothing while no process changed anything. */
  loadDirectory(directory: DeviceDirectory): Promise<void> {
    return this.#loader.load(directory);
  }
}

/** The registry that the settings ask for, not yet started. */
export const openRegistry = ({ url, path, keyFile, clock, profiles }: RegistryOptions): Registry =>
  new Registry(
    openDatabase({ path, ...(url && { url }) }),
    clock,
    {
      sealer: new Sealer(keyFile ?? join(dirname(path), 'secret.key')),
      anchor: new Anchor(join(dirname(path), 'audit-head.json')),
    },
    profiles,
  );

/** Injection token of the process's one registry. */
export const REGISTRY = 'REGISTRY';
/** Injection token of `() => Promise<void>`: reads the registry into the process's device directory again. */
export const REFRESH_DIRECTORY = 'REFRESH_DIRECTORY';
