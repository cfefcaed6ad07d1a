import { Column, Entity, PrimaryColumn } from 'typeorm';
import { integer, key, text } from './columns.js';

@Entity('setting')
export class SettingRow {
  @PrimaryColumn(key('key'))
  key: string;
  /** JSON. */
  @Column(text('value'))
  value: string;
}

/** Single row that counts changes the device directory must know of; other processes watch it. */
@Entity('revision')
export class RevisionRow {
  @PrimaryColumn({ name: 'id', type: 'integer' })
  id: number;
  @Column(integer('number'))
  number: number;
}
