import type { DeviceState } from '#hub/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { degrees, flag, integer, key, text, version } from './columns.js';

@Entity('device')
export class DeviceRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('commune'))
  commune: string;
  @Column(text('profile'))
  profile: string;
  @Column(text('state'))
  state: DeviceState;
  @Column(integer('maintenance_until', { nullable: true }))
  maintenanceUntil: number | null;
  @Column(text('name'))
  name: string;
  @Column(text('hamlet', { nullable: true }))
  hamlet: string | null;
  @Column(text('place', { nullable: true }))
  place: string | null;
  @Column(degrees('lat'))
  lat: number | null;
  @Column(degrees('lon'))
  lon: number | null;
  @Column(text('site', { nullable: true }))
  site: string | null;
  @Column(text('block', { nullable: true }))
  block: string | null;
  @Column(text('plot', { nullable: true }))
  plot: string | null;
  @Column(degrees('wind_height_m'))
  windHeightM: number | null;
  @Column(text('camera_group', { nullable: true }))
  cameraGroup: string | null;
  @Column(text('gateway', { nullable: true }))
  gateway: string | null;
  @Column(text('address', { nullable: true }))
  address: string | null;
  @Column(flag('simulated'))
  simulated: boolean;
  @Column(integer('installed_at'))
  installedAt: number;
  @Column(version())
  version: number;
}
