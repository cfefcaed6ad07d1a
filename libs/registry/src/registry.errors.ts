/**
 * What the registry says no to, in the words of whoever asked. `fault` says who has to do something: `caller` = ask for
 * something else, `hub` = nothing is wrong with the request, try again.
 */
export abstract class RegistryError extends Error {
  abstract readonly code: string;
  readonly fault: 'caller' | 'hub' = 'caller';
}

export class NotFoundError extends RegistryError {
  override readonly name = 'NotFoundError';
  readonly code = 'not-found';
  constructor(what: string, id: string) {
    super(`Không có ${what} "${id}"`);
  }
}

export class UnknownProfileError extends RegistryError {
  override readonly name = 'UnknownProfileError';
  readonly code = 'unknown-profile';
  constructor(
    profile: string,
    readonly known: readonly string[],
  ) {
    super(`Không có loại thiết bị "${profile}". Các loại có sẵn: ${known.join(', ')}`);
  }
}

/** An id is given once in a kind. Devices and gateways sign in with theirs, so these share one. */
export class IdTakenError extends RegistryError {
  override readonly name = 'IdTakenError';
  readonly code = 'id-taken';
  constructor(id: string, by: 'device' | 'gateway' | 'retired-device' | 'thing') {
    super(
      {
        device: `Mã "${id}" đã có thiết bị khác dùng; hãy đặt mã khác`,
        gateway: `Mã "${id}" đã có gateway khác dùng; hãy đặt mã khác`,
        'retired-device': `Mã "${id}" là của một thiết bị đã thu hồi; số liệu cũ còn mang mã này. Hãy đặt mã khác, hoặc đưa thiết bị đó trở lại sử dụng`,
        thing: `Mã "${id}" đã được dùng; hãy đặt mã khác`,
      }[by],
    );
  }
}

/** Two devices behind one gateway under one name: a packet could not tell them apart. */
export class AddressTakenError extends RegistryError {
  override readonly name = 'AddressTakenError';
  readonly code = 'address-taken';
  constructor(gateway: string, address: string, device: string) {
    super(`Ở gateway "${gateway}", địa chỉ "${address}" đã là của thiết bị "${device}"`);
  }
}

/** Somebody else changed it since it was looked at. */
export class ChangedMeanwhileError extends RegistryError {
  override readonly name = 'ChangedMeanwhileError';
  readonly code = 'changed-meanwhile';
  constructor(
    what: string,
    /** As it is now. */
    readonly current: object,
  ) {
    super(`${what} vừa được người khác sửa. Hãy xem lại bản mới rồi sửa tiếp`);
  }
}

/** Who refers to something: "thiết bị", "cong-1". */
export interface User {
  what: string;
  id: string;
}
const NAMED = 5;

/** Something else refers to it; the first few are named. */
export class InUseError extends RegistryError {
  override readonly name = 'InUseError';
  readonly code = 'in-use';
  constructor(what: string, users: readonly User[]) {
    const named = users
      .slice(0, NAMED)
      .map((user, i) => (users[i - 1]?.what === user.what ? user.id : `${user.what} ${user.id}`));
    const more = users.length > NAMED ? ` và ${users.length - NAMED} mục khác` : '';
    super(`${what} đang được dùng bởi: ${named.join(', ')}${more}`);
  }
}

/** It is not in the state for that; what may be done instead is said. */
export class NotNowError extends RegistryError {
  override readonly name = 'NotNowError';
  readonly code = 'not-now';
}

/** Some value is not what it must be; each is named. */
export class InvalidInputError extends RegistryError {
  override readonly name = 'InvalidInputError';
  readonly code = 'invalid-input';
  constructor(readonly fields: readonly { field: string; problem: string }[]) {
    super(`Thông tin chưa đúng: ${fields.map((f) => (f.field ? `${f.field}: ${f.problem}` : f.problem)).join('; ')}`);
  }
}

/** The database is away, full, busy or broken. Nothing was changed; the same call may go through later. */
export class RegistryUnavailableError extends RegistryError {
  override readonly name = 'RegistryUnavailableError';
  readonly code = 'registry-unavailable';
  override readonly fault = 'hub';
  readonly retry = true;
  constructor(why: string, options?: { cause: unknown }) {
    super(`Chưa đọc hoặc ghi được sổ thiết bị: ${why}`, options);
  }
}

export class LoginTakenError extends RegistryError {
  override readonly name = 'LoginTakenError';
  readonly code = 'login-taken';
  constructor(login: string) {
    super(`Tên đăng nhập "${login}" đã có người dùng; hãy chọn tên khác`);
  }
}

/** Nobody could administer the hub any more. */
export class LastAdministratorError extends RegistryError {
  override readonly name = 'LastAdministratorError';
  readonly code = 'last-administrator';
  constructor() {
    super('Đây là quản trị cuối cùng: hãy giao quyền quản trị cho người khác trước');
  }
}

export class InvitationSpentError extends RegistryError {
  override readonly name = 'InvitationSpentError';
  readonly code = 'invitation-spent';
  constructor() {
    super('Lời mời đã dùng, đã thu hồi hoặc hết hạn; hãy xin lời mời mới');
  }
}
