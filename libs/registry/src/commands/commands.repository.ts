import {
  type Command,
  type CommandChange,
  type CommandState,
  type CommandTransition,
  OPEN_COMMAND_STATES,
} from '#hub/contracts';
import { Brackets, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { Database } from '../database/database.js';
import { CommandEventRow, CommandRow } from '../entities/command.entity.js';
import { defined, present } from '../input/present.js';
import { recordCommands } from './record-commands.js';

export interface CommandFilter {
  device?: string;
  state?: CommandState;
  /** Not over, or over. */
  open?: boolean;
  /** Those of these devices, and those that are a task of this person. Absent: all. */
  within?: { devices: readonly string[]; person: string };
  limit?: number;
  offset?: number;
}

/** Something that happened to a command. */
export interface CommandEvent {
  change: CommandChange;
  at: number;
  /** After it. */
  state: CommandState;
  by?: string;
  note?: string;
}

const PAGE = 100;

/** What the commands stream says, where it can be searched. It may be a moment behind the stream. */
export class CommandsRepository {
  constructor(private readonly db: Database) {}

  /** Takes transitions in the order of the log. What was recorded before changes nothing. */
  async record(transitions: readonly CommandTransition[]): Promise<void> {
    if (transitions.length > 0) await this.db.write((m) => recordCommands(m, transitions));
  }

  /** One page, the latest first, and how many there are in all. */
  find(filter: CommandFilter = {}): Promise<{ commands: Command[]; total: number }> {
    const { limit = PAGE, offset = 0 } = filter;
    return this.db.read(async (m) => {
      const query = matching(m, filter).orderBy('command.at', 'DESC').addOrderBy('command.id', 'DESC');
      const [rows, total] = await query.take(limit).skip(offset).getManyAndCount();
      return { commands: rows.map(({ body }) => body), total };
    });
  }

  /** With what happened to it, in order. Undefined when it was not recorded, or not yet. */
  get(id: string): Promise<{ command: Command; events: CommandEvent[] } | undefined> {
    return this.db.read(async (m) => {
      const row = await m.findOneBy(CommandRow, { id });
      if (!row) return undefined;
      const events = await m.find(CommandEventRow, { where: { command: id }, order: { seq: 'ASC' } });
      return { command: row.body, events: events.map(toEvent) };
    });
  }
}

function matching(m: EntityManager, { device, state, open, within }: CommandFilter): SelectQueryBuilder<CommandRow> {
  const query = m.createQueryBuilder(CommandRow, 'command').where(defined({ device, state }));
  if (open !== undefined)
    query.andWhere(`command.state ${open ? '' : 'NOT '}IN (:...states)`, { states: [...OPEN_COMMAND_STATES] });
  if (!within) return query;
  const { devices, person } = within;
  return query.andWhere(
    new Brackets((either) => {
      either.where('command.person = :person', { person });
      if (devices.length > 0) either.orWhere('command.device IN (:...devices)', { devices });
    }),
  );
}

function toEvent({ change, at, state, by, note }: CommandEventRow): CommandEvent {
  return present({ change: change as CommandChange, at, state: state as CommandState, by, note });
}
