import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { integer, key, text } from './columns.js';

/** One secret of one account (device or gateway). Only its SHA-256 is kept. */
@Entity('credential')
@Index('credential_account', ['account'])
export class CredentialRow {
  @PrimaryColumn(key('secret_hash'))
  secretHash: string;
  @Column(text('account'))
  account: string;
  @Column(integer('created'))
  created: number;
  /** From then on it opens nothing: another one replaces it meanwhile. One that is revoked at once is deleted. */
  @Column(integer('revoked', { nullable: true }))
  revoked: number | null;
  /** When a box was told it; null since it was used. Its first use ends the account's others. */
  @Column(integer('offered', { nullable: true }))
  offered: number | null;
}
