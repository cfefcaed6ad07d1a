import type { IdentityKind } from '#hub/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { flag, integer, key, text } from './columns.js';

/** Whoever can sign in to the pages or the REST interface: a person, a wall display, a program. */
@Entity('identity')
@Index('identity_login', ['login'])
export class IdentityRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('kind'))
  kind: IdentityKind;
  @Column(text('name'))
  name: string;
  /** Name and login without diacritics, for searching. */
  @Column(text('search'))
  search: string;
  @Column(text('login', { nullable: true }))
  login: string | null;
  @Column(text('phone', { nullable: true }))
  phone: string | null;
  @Column(text('hamlet', { nullable: true }))
  hamlet: string | null;
  @Column(text('language'))
  language: string;
  /** argon2id, PHC text. */
  @Column(text('password', { nullable: true }))
  password: string | null;
  /** Sealed (input/sealer.ts); used only once confirmed with a code. */
  @Column(text('totp', { nullable: true }))
  totp: string | null;
  /** Time step of the last code that was taken: each code works once. */
  @Column(integer('totp_step', { nullable: true }))
  totpStep: number | null;
  @Column(flag('disabled'))
  disabled: boolean;
  @Column(integer('created'))
  created: number;
  @Column(integer('deleted', { nullable: true }))
  deleted: number | null;
  @Column(integer('version'))
  version: number;
}

@Entity('role_grant')
@Index('role_grant_identity', ['identity'])
@Index('role_grant_scope', ['scopeKind', 'scopeId'])
export class GrantRow {
  @PrimaryColumn(key('id'))
  id: string;
  @Column(text('identity'))
  identity: string;
  @Column(text('role'))
  role: string;
  @Column(text('scope_kind'))
  scopeKind: string;
  @Column(text('scope_id'))
  scopeId: string;
}

/** A way in that works once. Its token is told once; SHA-256 is kept. */
@Entity('invitation')
@Index('invitation_identity', ['identity'])
export class InvitationRow {
  @PrimaryColumn(key('token_hash'))
  tokenHash: string;
  @Column(text('identity'))
  identity: string;
  /** `phone`: binds the phone that opens it. `password`: sets one. */
  @Column(text('purpose'))
  purpose: 'phone' | 'password';
  @Column(integer('created'))
  created: number;
  @Column(integer('expires'))
  expires: number;
}
