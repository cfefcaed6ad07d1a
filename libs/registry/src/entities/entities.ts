import { AlertEventRow, AlertRow } from './alert.entity.js';
import { AuditRow } from './audit.entity.js';
import { BroadcastRow, BroadcastTemplateRow } from './broadcast.entity.js';
import { ClaimBatchRow, ClaimRow, InstallationRow } from './claim.entity.js';
import { CommandEventRow, CommandRow } from './command.entity.js';
import { CommuneRow } from './commune.entity.js';
import { CredentialRow } from './credential.entity.js';
import { DeviceRow } from './device.entity.js';
import { DeviceLifeRow } from './device-life.entity.js';
import { FarmRecordRow } from './farm.entity.js';
import { FindingRow } from './finding.entity.js';
import { GatewayRow } from './gateway.entity.js';
import { DrillRow } from './drill.entity.js';
import { HandoverRow } from './handover.entity.js';
import { GrantRow, IdentityRow, InvitationRow } from './identity.entity.js';
import { IncidentEventRow, IncidentRow } from './incident.entity.js';
import { ContactRow, NoticeRow, PushSubscriptionRow, RosterRow } from './notice.entity.js';
import { ProfileRow } from './profile.entity.js';
import { RefusalRow } from './refusal.entity.js';
import { RotationRow } from './rotation.entity.js';
import { RuleChangeRow } from './rule-change.entity.js';
import { SessionRow } from './session.entity.js';
import { RevisionRow, SettingRow } from './setting.entity.js';
import { SmokeReportRow } from './smoke-report.entity.js';
import { SourceRecordRow } from './source-record.entity.js';
import { HistoryRow, StayRow, ThingRow } from './thing.entity.js';
import { SeasonLedgerRow, TurnPlanRow } from './turns.entity.js';

export const ENTITIES = [
  AlertEventRow,
  AlertRow,
  AuditRow,
  BroadcastRow,
  BroadcastTemplateRow,
  ClaimBatchRow,
  ClaimRow,
  CommandEventRow,
  CommandRow,
  CommuneRow,
  ContactRow,
  CredentialRow,
  DeviceLifeRow,
  DeviceRow,
  FarmRecordRow,
  FindingRow,
  GatewayRow,
  GrantRow,
  DrillRow,
  HandoverRow,
  HistoryRow,
  IdentityRow,
  IncidentEventRow,
  IncidentRow,
  InstallationRow,
  InvitationRow,
  NoticeRow,
  ProfileRow,
  PushSubscriptionRow,
  RefusalRow,
  RevisionRow,
  RosterRow,
  RotationRow,
  RuleChangeRow,
  SeasonLedgerRow,
  SessionRow,
  SettingRow,
  SmokeReportRow,
  SourceRecordRow,
  StayRow,
  ThingRow,
  TurnPlanRow,
];
