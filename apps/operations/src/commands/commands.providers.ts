import type { CommandPack } from '#hub/contracts';
import { EVENT_LOG, type EventLog } from '#hub/event-log';
import { type DeviceDirectory, DIRECTORY, type Registry, REGISTRY } from '#hub/registry';
import { CLOCK, type Clock } from '#hub/service-kit';
import type { Provider } from '@nestjs/common';
import { LiveBoard } from '../live/live-board.js';
import { Answers } from '../requests/answers.js';
import { CommandDesk } from './command-desk.js';
import { CommandsService } from './commands.service.js';
import { knownOf } from './known.js';
import { COMMAND_PACK, loadCommandPack } from './pack/load-pack.js';

/** What commands are made of. `pack`: name or path. @throws ConfigError that names what is wrong with it */
export const commandProviders = (pack: string): Provider[] => [
  { provide: COMMAND_PACK, useValue: loadCommandPack(pack) },
  {
    provide: CommandsService,
    inject: [EVENT_LOG, DIRECTORY, COMMAND_PACK, LiveBoard],
    useFactory: (log: EventLog, directory: DeviceDirectory, commands: CommandPack, board: LiveBoard) =>
      new CommandsService({ log, directory, pack: commands, ...knownOf(log, directory, board) }),
  },
  {
    provide: CommandDesk,
    inject: [REGISTRY, CommandsService, Answers, CLOCK],
    useFactory: (registry: Registry, service: CommandsService, answers: Answers, clock: Clock) =>
      new CommandDesk(registry, service, answers, clock),
  },
];
