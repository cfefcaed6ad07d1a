import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { integer, key, text } from './columns.js';

@Entity('refusal')
@Index('refusal_last', ['last'])
@Index('refusal_account', ['account', 'last'])
export class RefusalRow {
  /** Digest of account, reason and first: a replay of the log adds nothing. */
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('account'))
  account: string;
  @Column(text('address'))
  address: string;
  @Column(text('reason'))
  reason: string;
  @Column(text('detail', { nullable: true }))
  detail: string | null;
  @Column(integer('count'))
  count: number;
  @Column(integer('first'))
  first: number;
  @Column(integer('last'))
  last: number;
}
