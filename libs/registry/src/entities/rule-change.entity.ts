import type { RuleTransition } from '#hub/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { document, integer, key, text } from './columns.js';

/** What people changed of the rules, for the record: the rule as it was from then on, by whom and why. */
@Entity('rule_change')
@Index('rule_change_rule', ['rule', 'at'])
export class RuleChangeRow {
  /** Id of the request, so that a replay of the log adds nothing. */
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('rule'))
  rule: string;
  @Column(integer('at'))
  at: number;
  @Column(text('by_whom'))
  by: string;
  @Column(text('note'))
  note: string;
  /** The whole transition. */
  @Column(document('body'))
  body: RuleTransition;
}
