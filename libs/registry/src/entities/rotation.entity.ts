import { Column, Entity, PrimaryColumn } from 'typeorm';
import { integer, key, text } from './columns.js';

/** A device is to change its secret. Gone when the new one was used. */
@Entity('rotation')
export class RotationRow {
  @PrimaryColumn(key('account'))
  account: string;
  /** Names the new secret in what the device is told and answers. Another one each time it is issued. */
  @Column(text('id'))
  id: string;
  @Column(integer('wanted_at'))
  wantedAt: number;
  @Column(text('wanted_by'))
  wantedBy: string;
  @Column(integer('issued_at', { nullable: true }))
  issuedAt: number | null;
  /** The device said that it has written it down. */
  @Column(integer('acked_at', { nullable: true }))
  ackedAt: number | null;
}
