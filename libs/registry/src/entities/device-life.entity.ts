import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { integer, key, text } from './columns.js';

/** One change of a device's state: who, when and why. */
@Entity('device_life')
@Index('device_life_device', ['device', 'seq'])
export class DeviceLifeRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('device'))
  device: string;
  /** Counts the changes of the device, from 1. */
  @Column(integer('seq'))
  seq: number;
  @Column(text('from_state', { nullable: true }))
  from: string | null;
  @Column(text('to_state'))
  to: string;
  @Column(integer('at'))
  at: number;
  @Column(text('by_whom'))
  by: string;
  @Column(text('reason', { nullable: true }))
  reason: string | null;
  /** Of maintenance: when it ends by itself. */
  @Column(integer('until', { nullable: true }))
  until: number | null;
  /** The device that takes its place, or whose place it takes. */
  @Column(text('other', { nullable: true }))
  other: string | null;
}
