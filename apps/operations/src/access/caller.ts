import {
  ANY_COMMUNE,
  covers,
  type Grant,
  type Granted,
  type IdentityKind,
  type Permission,
  type Place,
} from '#hub/contracts';
import { ApiError } from '../http/errors.js';

/** Who asks, and what he, she or it may do where. Made anew for each request from what is known of a session. */
export class Caller {
  constructor(
    /** Of the identity; what stands in the audit log. */
    readonly id: string,
    readonly kind: IdentityKind,
    readonly name: string,
    readonly grants: readonly Grant[],
    /** The same with what each role may do. */
    readonly granted: readonly Granted[],
    /** Of the session it came with. */
    readonly session: string,
    /** The village head's own id where he or she acts for a household; `id` is the household's then. */
    readonly actingBy?: string,
  ) {}

  /** Whether it may do this there; without a place: anywhere. */
  can(permission: Permission, place?: Place): boolean {
    return this.granted.some(
      ({ scope, permissions }) => permissions.includes(permission) && (place === undefined || covers(scope, place)),
    );
  }

  /** Whether it may do this in the whole commune. */
  canEverywhere(permission: Permission): boolean {
    return this.granted.some(
      ({ scope, permissions }) =>
        scope.kind === 'commune' && scope.id === ANY_COMMUNE && permissions.includes(permission),
    );
  }

  /** @throws ApiError 403 */
  must(permission: Permission, place: Place): void {
    if (!this.can(permission, place)) throw forbidden();
  }

  /** Those of a list that it may do this with. */
  within<T>(permission: Permission, items: readonly T[], placeOf: (item: T) => Place): T[] {
    return items.filter((item) => this.can(permission, placeOf(item)));
  }
}

export const forbidden = (): ApiError =>
  new ApiError(403, {
    error: 'forbidden',
    message: 'Bạn không có quyền làm việc này, hoặc không ở nơi này; nếu cần, hãy nhờ quản trị của xã',
  });

export const signedOut = (): ApiError =>
  new ApiError(401, {
    error: 'signed-out',
    message: 'Hãy đăng nhập; nếu vào bằng lời mời thì xin trưởng thôn lời mời mới',
  });
