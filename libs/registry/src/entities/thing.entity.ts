import type { ThingKind } from '#hub/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { document, integer, integerKey, key, text } from './columns.js';

/**
 * A thing of any kind. `body` is the whole of it; the columns beside are copies of what lists are filtered by and what
 * other things are found through. A hamlet, block or plot stands in its own column: what lies in it is asked for at once.
 */
@Entity('thing')
@Index('thing_hamlet', ['hamlet', 'kind'])
@Index('thing_block', ['block', 'kind'])
@Index('thing_plot', ['plot', 'kind'])
@Index('thing_owner', ['owner'])
@Index('thing_outline', ['outline'])
export class ThingRow {
  @PrimaryColumn(key('kind'))
  kind: ThingKind;
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('commune'))
  commune: string;
  @Column(integer('version'))
  version: number;
  @Column(text('hamlet', { nullable: true }))
  hamlet: string | null;
  @Column(text('block', { nullable: true }))
  block: string | null;
  @Column(text('plot', { nullable: true }))
  plot: string | null;
  @Column(text('owner', { nullable: true }))
  owner: string | null;
  /** Stands for the shape of a plot, so that one field is not registered twice. */
  @Column(text('outline', { nullable: true }))
  outline: string | null;
  /** Its words without diacritics and capitals, for searching. */
  @Column(text('search'))
  search: string;
  /** When it was taken out; its row and history stay, and so does its id for when it comes back. */
  @Column(integer('removed', { nullable: true }))
  removed: number | null;
  @Column(document('body'))
  body: object;
}

/** Every version of everything registered: things, devices, gateways, profiles, the commune. */
@Entity('history')
export class HistoryRow {
  @PrimaryColumn(key('kind'))
  kind: string;
  @PrimaryColumn(key('id'))
  id: string;
  @PrimaryColumn(integerKey('version'))
  version: number;
  @Column(text('change'))
  change: 'added' | 'changed' | 'removed' | 'restored';
  @Column(integer('at'))
  at: number;
  @Column(text('by_whom'))
  by: string;
  @Column(document('body'))
  body: object;
}

/** A device stood at a site. */
@Entity('stay')
@Index('stay_device', ['device'])
export class StayRow {
  @PrimaryColumn(key('site'))
  site: string;
  @PrimaryColumn(integerKey('from_at'))
  from: number;
  @PrimaryColumn(key('device'))
  device: string;
  /** Null while it stands there. */
  @Column(integer('to_at', { nullable: true }))
  to: number | null;
}
