import type { Drill } from '#hub/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { document, integer, key, text } from './columns.js';

/** A drill that is planned, goes on or is over. `body` is the whole of it. */
@Entity('drill')
@Index('drill_planned', ['plannedAt'])
export class DrillRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('state'))
  state: Drill['state'];
  @Column(integer('planned_at'))
  plannedAt: number;
  @Column(document('body'))
  body: Drill;
}
