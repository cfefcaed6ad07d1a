import { Column, Entity, PrimaryColumn } from 'typeorm';
import { document, integer, text } from './columns.js';

@Entity('setting')
export class SettingRow {
  @PrimaryColumn(text('key'))
  key: string;
  @Column(document('value'))
  value: unknown;
}

/** Single row that counts changes the device directory must know of; other processes watch it. */
@Entity('revision')
export class RevisionRow {
  @PrimaryColumn({ name: 'id', type: 'integer' })
  id: number;
  @Column(integer('number'))
  number: number;
}
