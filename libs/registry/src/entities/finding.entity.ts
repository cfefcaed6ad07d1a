import type { Finding, FindingKind } from '#hub/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { document, integer, key, text } from './columns.js';

/** What was concluded from several readings, as it stood last. `body` is the whole of it. */
@Entity('finding')
@Index('finding_kind', ['kind', 'startedAt'])
export class FindingRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('kind'))
  kind: FindingKind;
  @Column(integer('started_at'))
  startedAt: number;
  @Column(integer('updated_at'))
  updatedAt: number;
  @Column(document('body'))
  body: Finding;
}
