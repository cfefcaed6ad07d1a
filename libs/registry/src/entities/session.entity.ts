import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { integer, key, text } from './columns.js';

export type SessionKind = 'browser' | 'phone' | 'wall' | 'program';

/** Somebody is signed in. Of the token only SHA-256 is kept. */
@Entity('session')
@Index('session_token', ['tokenHash'])
@Index('session_before', ['beforeHash'])
@Index('session_identity', ['identity'])
export class SessionRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('token_hash'))
  tokenHash: string;
  /** The token before the last rotation still opens until then: requests that were under way carry it. */
  @Column(text('before_hash', { nullable: true }))
  beforeHash: string | null;
  @Column(integer('before_until', { nullable: true }))
  beforeUntil: number | null;
  @Column(text('identity'))
  identity: string;
  @Column(text('kind'))
  kind: SessionKind;
  /** Browser and system in words, to tell one's sessions apart. */
  @Column(text('label'))
  label: string;
  @Column(text('address'))
  address: string;
  @Column(integer('created'))
  created: number;
  @Column(integer('rotated'))
  rotated: number;
  @Column(integer('seen'))
  seen: number;
  /** Ends when nobody came for this long; null: never by itself. Milliseconds. */
  @Column(integer('idle_ms', { nullable: true }))
  idleMs: number | null;
  /** Ends then, whatever was done. */
  @Column(integer('expires', { nullable: true }))
  expires: number | null;
}
