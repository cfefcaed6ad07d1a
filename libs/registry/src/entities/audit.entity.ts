import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { integer, integerKey, text } from './columns.js';

/** One line of the audit log. The database itself refuses to change or delete it: see the migration. */
@Entity('audit')
@Index('audit_at', ['at'])
@Index('audit_target', ['target'])
export class AuditRow {
  @PrimaryColumn(integerKey('seq'))
  seq: number;
  @Column(integer('at'))
  at: number;
  @Column(text('by_whom'))
  by: string;
  @Column(text('acting_for', { nullable: true }))
  actingFor: string | null;
  @Column(text('address', { nullable: true }))
  address: string | null;
  @Column(text('action'))
  action: string;
  @Column(text('target', { nullable: true }))
  target: string | null;
  /** JSON as it was hashed. */
  @Column(text('detail', { nullable: true }))
  detail: string | null;
  /** Hash of the line before. */
  @Column(text('previous'))
  previous: string;
  @Column(text('hash'))
  hash: string;
}
