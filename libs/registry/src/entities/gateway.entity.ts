import type { FieldMap } from '#hub/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { document, flag, key, text, version } from './columns.js';

@Entity('gateway')
export class GatewayRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('commune'))
  commune: string;
  @Column(text('name'))
  name: string;
  @Column(text('codec'))
  codec: string;
  @Column(document('topics'))
  topics: string[];
  @Column(document('field_map', { nullable: true }))
  fieldMap: FieldMap | null;
  @Column(flag('simulated'))
  simulated: boolean;
  @Column(version())
  version: number;
}
