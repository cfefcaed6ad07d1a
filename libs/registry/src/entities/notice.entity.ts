import type { Contact, Notice, Roster } from '#hub/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { document, integer, key, text } from './columns.js';

/** Projection of the notices stream: a notice as it stands now. `body` is the whole of it. */
@Entity('notice')
@Index('notice_incident', ['incident', 'queuedAt'])
export class NoticeRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('incident', { nullable: true }))
  incident: string | null;
  @Column(text('person', { nullable: true }))
  person: string | null;
  @Column(text('channel'))
  channel: Notice['channel'];
  @Column(text('kind'))
  kind: Notice['kind'];
  @Column(text('state'))
  state: Notice['state'];
  @Column(integer('queued_at'))
  queuedAt: number;
  @Column(integer('updated_at'))
  updatedAt: number;
  @Column(document('body'))
  body: Notice;
}

/** Who is on duty when: one row. */
@Entity('roster')
export class RosterRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(integer('version'))
  version: number;
  @Column(document('body'))
  body: Roster;
}

/** How a person wants to be told. */
@Entity('contact')
export class ContactRow {
  @PrimaryColumn(key('identity'))
  identity: string;
  @Column(integer('version'))
  version: number;
  @Column(document('body'))
  body: Contact;
}

/** A browser that may be pushed to. Whoever knows its address and keys can speak to it: they are sealed. */
@Entity('push_subscription')
@Index('push_subscription_identity', ['identity', 'created'])
export class PushSubscriptionRow {
  /** SHA-256 of the address. */
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('identity'))
  identity: string;
  /** It was signed in with; null: before this was written down. */
  @Column(text('session', { nullable: true }))
  session: string | null;
  @Column(text('sealed'))
  sealed: string;
  @Column(integer('created'))
  created: number;
}
