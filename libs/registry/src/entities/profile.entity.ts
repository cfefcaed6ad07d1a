import type { DeviceProfile } from '#hub/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { document, flag, key, version } from './columns.js';

@Entity('device_profile')
export class ProfileRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(document('body'))
  body: DeviceProfile;
  /** Changed or removed here: a new release's defaults leave it alone. */
  @Column(flag('local'))
  local: boolean;
  @Column(flag('removed'))
  removed: boolean;
  @Column(version())
  version: number;
}
