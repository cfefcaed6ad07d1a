import type { SourceRecord } from '#hub/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { document, integer, key, text } from './columns.js';

/** An inspection of a waste-water source, or a sample. `body` is the whole of it. */
@Entity('source_record')
@Index('source_record_source', ['source', 'at'])
export class SourceRecordRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('source'))
  source: string;
  @Column(integer('at'))
  at: number;
  @Column(document('body'))
  body: SourceRecord;
}
