import { covers, type Permission, STREAM } from '#hub/contracts';
import { EVENT_LOG, type EventLog } from '#hub/event-log';
import { asActor, type DeviceDirectory, DIRECTORY, REGISTRY, type Registry } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import { type DynamicModule, Inject, Logger, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { readAirTimes } from './broadcasts/air-times.js';
import type { Channels } from './channels/channels.js';
import type { Report } from './channels/modem/modem.js';
import { channelsOf } from './channels/set-up.js';
import { loadPolicy, type Policy } from './escalation/policy.js';
import type { NotifierConfig } from './notifier.config.js';
import { NotifierController } from './notifier.controller.js';
import { NotifierService } from './notifier.service.js';
import { Sender } from './outbox/sender.js';
import { PeopleKeeper } from './people/people-keeper.js';
import { sirensOf } from './sirens/sirens-of.js';
import type { Setting } from './state/desk.js';

export interface NotifierOptions {
  config: NotifierConfig;
  publicUrl?: string | undefined;
}

/** Tells people. Wants EVENT_LOG, DIRECTORY, REGISTRY and CLOCK from a global module. */
@Module({})
export class NotifierModule implements OnModuleInit, OnModuleDestroy {
  constructor(@Inject(NotifierService) private readonly notifier: NotifierService) {}

  /** @throws ConfigError that names what is wrong with the escalation policy */
  static forRoot({ config, publicUrl }: NotifierOptions): DynamicModule {
    const policy = loadPolicy(config.ESCALATION);
    return {
      module: NotifierModule,
      controllers: [NotifierController],
      providers: [
        {
          provide: NotifierService,
          inject: [EVENT_LOG, REGISTRY, DIRECTORY, CLOCK],
          useFactory: (log: EventLog, registry: Registry, directory: DeviceDirectory, clock: Clock) => {
            const logger = new Logger('notifier');
            const warn = (line: string) => logger.warn(line);
            const report: Report = (message, outcome, reason) => {
              const receipt = {
                type: 'receipt',
                message,
                outcome,
                ...(reason && { reason }),
                at: clock.now(),
              } as const;
              // a report that the log does not take is one that never came
              void log.append(STREAM.notices, [receipt]).catch(() => undefined);
            };
            const channels = channelsOf({ config, registry, clock, publicUrl, report });
            const sender = new Sender({ log, clock, channels, dryRun: config.NOTIFY_DRY_RUN, warn });
            const people = new PeopleKeeper(registry);
            return new NotifierService({
              log,
              clock,
              people,
              setting: settingOf(policy, channels, registry, directory, config),
              sender,
              audit: ({ by, ...deed }) => asActor({ by }, () => registry.audit.note(deed)),
            });
          },
        },
      ],
    };
  }

  onModuleInit(): void {
    this.notifier.start();
  }
  onModuleDestroy(): void {
    this.notifier.stop();
  }
}

function settingOf(
  policy: Policy,
  channels: Channels,
  registry: Registry,
  directory: DeviceDirectory,
  { LOUDSPEAKER_ZONES, LOUDSPEAKER_STOP_URL, NOTIFY_DRY_RUN: dryRun }: NotifierConfig,
): Setting {
  const roleOf = (role: string) => registry.roles.find(({ id }) => id === role);
  const roleMay = (role: string, permission: Permission) => roleOf(role)?.permissions.includes(permission) === true;
  return {
    policy,
    placeOf: (id) => {
      const device = directory.device(id);
      return device ? directory.placeOf(device) : { commune: '' };
    },
    mayTake: ({ grants }, place) =>
      grants.some(({ role, scope }) => covers(scope, place) && roleMay(role, 'alerts.acknowledge')),
    dryRun,
    sirensOf: (incident) => sirensOf(directory, incident),
    offReason: (channel) => channels.offReason(channel),
    repeats: (channel) => channels.get(channel)?.repeats ?? 'doubles',
    patienceMs: (channel) => channels.get(channel)?.patienceMs ?? 0,
    loudspeakers: {
      times: readAirTimes(),
      zonesOf: (hamlet) => LOUDSPEAKER_ZONES.get(hamlet) ?? [],
      approves: (role) => roleMay(role, 'broadcasts.approve'),
      stop: LOUDSPEAKER_STOP_URL !== undefined,
    },
    roleName: (role, language) => roleOf(role)?.[language] ?? '',
  };
}
