import type { Broadcast, BroadcastTemplate } from '#hub/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { document, integer, key, text } from './columns.js';

/** Projection of the notices stream: a public message as it stands now. `body` is the whole of it. */
@Entity('broadcast')
@Index('broadcast_written_at', ['writtenAt'])
export class BroadcastRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('state'))
  state: Broadcast['state'];
  @Column(text('urgency'))
  urgency: Broadcast['urgency'];
  @Column(integer('written_at'))
  writtenAt: number;
  @Column(integer('revision'))
  revision: number;
  @Column(document('body'))
  body: Broadcast;
}

/** Each version of a text that may be aired once it is approved; none is ever changed. */
@Entity('broadcast_template')
export class BroadcastTemplateRow {
  @PrimaryColumn(key('id'))
  id: string;
  @PrimaryColumn({ name: 'version', type: 'integer' })
  version: number;
  @Column(document('body'))
  body: BroadcastTemplate;
}
