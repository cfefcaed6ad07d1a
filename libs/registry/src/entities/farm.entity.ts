import type { FarmRecord } from '#hub/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { document, integer, key, text } from './columns.js';

/** What somebody said of a plot. `body` is the whole of it. */
@Entity('farm_record')
@Index('farm_record_plot', ['plot', 'at'])
export class FarmRecordRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('plot'))
  plot: string;
  @Column(integer('at'))
  at: number;
  @Column(document('body'))
  body: FarmRecord;
}
