import { AlertEventRow, AlertRow } from './alert.entity.js';
import { CommuneRow } from './commune.entity.js';
import { CredentialRow } from './credential.entity.js';
import { DeviceRow } from './device.entity.js';
import { GatewayRow } from './gateway.entity.js';
import { ProfileRow } from './profile.entity.js';
import { RefusalRow } from './refusal.entity.js';
import { RevisionRow, SettingRow } from './setting.entity.js';

export const ENTITIES = [
  AlertEventRow,
  AlertRow,
  CommuneRow,
  CredentialRow,
  DeviceRow,
  GatewayRow,
  ProfileRow,
  RefusalRow,
  RevisionRow,
  SettingRow,
];
