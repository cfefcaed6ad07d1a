import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { flag, integer, key, text } from './columns.js';

/** One change of a device's state: who, when and why. */
@Entity('device_life')
@Index('device_life_device', ['device', 'seq'])
@Index('device_life_until', ['current', 'until'])
export class DeviceLifeRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('device'))
  device: string;
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
  /** It becomes `installed` again by itself then. */
  @Column(integer('until', { nullable: true }))
  until: number | null;
  /** The device that takes its place, or whose place it takes. */
  @Column(text('other', { nullable: true }))
  other: string | null;
  /** No later change of this device is known. */
  @Column(flag('current'))
  current: boolean;
}
