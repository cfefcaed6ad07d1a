import type { Alert } from '#hub/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { document, flag, integer, key, text } from './columns.js';

/**
 * Projection of the alerts stream: an occurrence as it stands now. `body` is the whole alert. Whatever people filter by
 * stands in one index, so that the alerts of years are paged and counted without being read.
 */
@Entity('alert')
@Index('alert_filter', ['startedAt', 'id', 'endedAt', 'severity', 'rule', 'target', 'commune', 'state'])
@Index('alert_state', ['state'])
@Index('alert_incident', ['incident'])
export class AlertRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('key'))
  key: string;
  @Column(text('rule'))
  rule: string;
  @Column(text('target'))
  target: string;
  @Column(text('commune'))
  commune: string;
  @Column(text('severity'))
  severity: string;
  @Column(text('state'))
  state: string;
  /** The incident that it belongs to; alerts of earlier releases belong to none. */
  @Column(text('incident', { nullable: true }))
  incident: string | null;
  @Column(text('verdict', { nullable: true }))
  verdict: string | null;
  @Column(integer('started_at'))
  startedAt: number;
  @Column(integer('ended_at', { nullable: true }))
  endedAt: number | null;
  @Column(integer('learnt_at'))
  learntAt: number;
  /** For the record only, or doubted: nobody was told of it. */
  @Column(flag('backdated'))
  backdated: boolean;
  @Column(integer('updated_at'))
  updatedAt: number;
  @Column(flag('simulated'))
  simulated: boolean;
  @Column(document('body'))
  body: Alert;
  /** Transitions so far. */
  @Column(integer('changes'))
  changes: number;
  /** Time of the newest transition that is no longer kept as an event: whatever is as old was seen before. */
  @Column(integer('forgotten', { nullable: true }))
  forgotten: number | null;
}

/** Every transition, for the record: what changed, when, by whom and with which note. */
@Entity('alert_event')
@Index('alert_event_alert', ['alert', 'seq'])
export class AlertEventRow {
  /** Digest of the transition, so that a replay of the log adds nothing. */
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('alert'))
  alert: string;
  /** Place among the alert's transitions, in the order of the log. */
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
  /** Name of the picture that came with it. */
  @Column(text('photo', { nullable: true }))
  photo: string | null;
}
