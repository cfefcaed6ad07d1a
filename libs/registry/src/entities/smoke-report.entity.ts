import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { integer, key, text } from './columns.js';

/** Smoke that residents told of, without who they are. */
@Entity('smoke_report')
@Index('smoke_report_seen', ['seenAt'])
export class SmokeReportRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(integer('seen_at'))
  seenAt: number;
  @Column(integer('at'))
  at: number;
  @Column({ name: 'lat', type: 'double precision' })
  lat: number;
  @Column({ name: 'lon', type: 'double precision' })
  lon: number;
  @Column(text('note', { nullable: true }))
  note: string | null;
  @Column(text('by_whom'))
  by: string;
}
