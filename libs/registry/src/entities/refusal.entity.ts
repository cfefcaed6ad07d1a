import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { integer, text } from './columns.js';

@Entity('refusal')
@Index('refusal_last', ['last'])
@Index('refusal_account', ['account', 'last'])
export class RefusalRow {
  /** Digest of account, address, reason and first: a replay of the log adds nothing. */
  @PrimaryColumn(text('id'))
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
