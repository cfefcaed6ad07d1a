import type { Command } from '#hub/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { document, flag, integer, key, text } from './columns.js';

/** Projection of the commands stream: a command as it stands now. `body` is the whole command. */
@Entity('command')
@Index('command_at', ['at', 'id', 'device', 'state'])
@Index('command_device', ['device', 'at'])
@Index('command_state', ['state', 'at'])
export class CommandRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('commune'))
  commune: string;
  @Column(text('device'))
  device: string;
  @Column(text('name'))
  name: string;
  @Column(text('by_whom'))
  by: string;
  /** Who is to do it by hand. */
  @Column(text('person', { nullable: true }))
  person: string | null;
  @Column(text('state'))
  state: string;
  @Column(integer('at'))
  at: number;
  @Column(flag('simulated'))
  simulated: boolean;
  @Column(document('body'))
  body: Command;
  /** Transitions so far. */
  @Column(integer('changes'))
  changes: number;
}

/** Who did what, and what became of it: every transition. */
@Entity('command_event')
@Index('command_event_command', ['command', 'seq'])
export class CommandEventRow {
  /** Digest of the transition, so that a replay of the log adds nothing. */
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('command'))
  command: string;
  /** Place among the command's transitions, in the order of the log. */
  @Column(integer('seq'))
  seq: number;
  @Column(text('change'))
  change: string;
  @Column(integer('at'))
  at: number;
  @Column(text('state'))
  state: string;
  @Column(text('by_whom', { nullable: true }))
  by: string | null;
  @Column(text('note', { nullable: true }))
  note: string | null;
}
