import type { SeasonLedger, TurnPlan } from '#hub/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { document, integer, key, text } from './columns.js';

/** Turns of a block's day as they stand. `body` is the whole of it. */
@Entity('turn_plan')
@Index('turn_plan_block', ['block', 'day'])
export class TurnPlanRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('block'))
  block: string;
  @Column(integer('day'))
  day: number;
  @Column(document('body'))
  body: TurnPlan;
}

/** Water of a plot's season, as it was reckoned last. Days are counted from 1 January 1970. */
@Entity('season_ledger')
@Index('season_ledger_plot', ['plot', 'fromDay'])
export class SeasonLedgerRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('plot'))
  plot: string;
  @Column(integer('from_day'))
  fromDay: number;
  @Column(integer('to_day'))
  toDay: number;
  @Column(document('body'))
  body: SeasonLedger;
}
