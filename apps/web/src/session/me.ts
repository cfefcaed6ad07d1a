import { covers, type Me, type Permission, type Place } from '#hub/contracts';

export type { Me };
/** Whom a page speaks for. */
export type SignedIn = Extract<Me, { state: 'signed-in' }>;

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

/** Whether this is somebody's own phone, let in by an invitation: signed out it cannot come back without another. */
export const isBound = (me: Pick<SignedIn, 'kind' | 'login' | 'actingBy'>): boolean =>
  me.kind === 'person' && me.login === undefined && !me.actingBy;
