import { covers, type Grant, type Granted, type IdentityKind, type Permission, type Place } from '#hub/contracts';
import type { Lang } from '../i18n/lang.js';

/** Nobody the hub knows. */
export interface Stranger {
  state: 'stranger';
  /** There is no administrator yet: the hub waits for its one-time link to be opened. */
  setup: boolean;
}

/** Whom this page speaks for. */
export interface SignedIn {
  state: 'signed-in';
  id: string;
  kind: IdentityKind;
  name: string;
  login?: string;
  language: Lang;
  roles: readonly Grant[];
  granted: readonly Granted[];
  session: string;
  /** A code from an authenticator is asked for at sign-in. */
  totp: boolean;
  /** Id of the village head who acts for this household. */
  actingBy?: string;
}

/** What GET /api/me answers. */
export type Me = Stranger | SignedIn;

/**
 * Whether somebody may do something there; without a place: anywhere. The hub decides in the end, a page only leaves away
 * what it would refuse.
 */
export const may = (me: Pick<SignedIn, 'granted'>, permission: Permission, place?: Place): boolean =>
  me.granted.some(
    ({ scope, permissions }) => permissions.includes(permission) && (place === undefined || covers(scope, place)),
  );

/** Whether somebody may do something in the whole commune. */
export const mayEverywhere = (me: Pick<SignedIn, 'granted'>, permission: Permission): boolean =>
  me.granted.some(({ scope, permissions }) => scope.kind === 'commune' && permissions.includes(permission));
