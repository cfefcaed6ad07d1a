import type { Incident } from '#hub/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { document, flag, integer, key, text } from './columns.js';

/** Projection of the alerts stream: an incident as it stands now. `body` is the whole incident. */
@Entity('incident')
@Index('incident_opened', ['openedAt', 'id'])
@Index('incident_state', ['state'])
export class IncidentRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('cause'))
  cause: string;
  @Column(text('severity'))
  severity: string;
  @Column(text('state'))
  state: string;
  @Column(text('target'))
  target: string;
  @Column(text('scope_kind'))
  scopeKind: string;
  @Column(text('scope_id'))
  scopeId: string;
  @Column(integer('started_at'))
  startedAt: number;
  @Column(integer('ended_at', { nullable: true }))
  endedAt: number | null;
  @Column(integer('opened_at'))
  openedAt: number;
  /** When somebody first took it. */
  @Column(integer('taken_at', { nullable: true }))
  takenAt: number | null;
  /** Id of a person. */
  @Column(text('assigned_to', { nullable: true }))
  assignedTo: string | null;
  @Column(integer('shelved_until', { nullable: true }))
  shelvedUntil: number | null;
  @Column(text('verdict', { nullable: true }))
  verdict: string | null;
  /** For the record only, or doubted: nobody was told of it. */
  @Column(flag('backdated'))
  backdated: boolean;
  @Column(flag('simulated'))
  simulated: boolean;
  @Column(integer('revision'))
  revision: number;
  /** Transitions so far. */
  @Column(integer('changes'))
  changes: number;
  /** Time of the newest update that is no longer kept as an event. */
  @Column(integer('forgotten', { nullable: true }))
  forgotten: number | null;
  @Column(document('body'))
  body: Incident;
}

/** Every transition: what changed, when, by whom and with which note. */
@Entity('incident_event')
@Index('incident_event_incident', ['incident', 'seq'])
@Index('incident_event_at', ['at', 'change'])
export class IncidentEventRow {
  /** Digest of the transition, so that a replay of the log adds nothing. */
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('incident'))
  incident: string;
  @Column(integer('seq'))
  seq: number;
  @Column(text('change'))
  change: string;
  @Column(integer('at'))
  at: number;
  @Column(text('state'))
  state: string;
  @Column(text('by_whom', { nullable: true }))
  by: string | null;
  @Column(text('person', { nullable: true }))
  person: string | null;
  @Column(text('note', { nullable: true }))
  note: string | null;
  /** Of `assigned`: name of whom it was given to, as it was then. */
  @Column(text('given_to', { nullable: true }))
  to: string | null;
}
