import type { Commune } from '#hub/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { document, flag, key, text, version } from './columns.js';

@Entity('commune')
export class CommuneRow {
  @PrimaryColumn(key('code'))
  code: string;
  @Column(text('name'))
  name: string;
  @Column(text('province'))
  province: string;
  @Column(text('support', { nullable: true }))
  support: string | null;
  @Column(flag('simulated'))
  simulated: boolean;
  @Column(document('map'))
  map: Commune['map'];
  @Column(version())
  version: number;
}
