import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { integer, key, text } from './columns.js';

/** Shifts that were given to the next. */
@Entity('handover')
@Index('handover_at', ['at'])
export class HandoverRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(integer('from_at'))
  from: number;
  @Column(integer('to_at'))
  to: number;
  @Column(integer('at'))
  at: number;
  @Column(text('person'))
  person: string;
  @Column(text('by_whom'))
  by: string;
  @Column(text('summary'))
  summary: string;
  @Column(text('note', { nullable: true }))
  note: string | null;
  @Column(text('taken_person', { nullable: true }))
  takenPerson: string | null;
  @Column(text('taken_by', { nullable: true }))
  takenBy: string | null;
  @Column(integer('taken_at', { nullable: true }))
  takenAt: number | null;
}
