import { RegistryError } from '../registry.errors.js';

/** No label has this code, or the key that was scanned with it is another's: nobody learns which. */
export class UnknownCodeError extends RegistryError {
  override readonly name = 'UnknownCodeError';
  readonly code = 'unknown-code';
  constructor(code: string) {
    super(`Không có tem nào mang mã "${code}"`);
  }
}

export class AlreadyClaimedError extends RegistryError {
  override readonly name = 'AlreadyClaimedError';
  readonly code = 'already-claimed';
  constructor(
    /** Who has it, since when, as which device. */
    readonly by: string,
    readonly at: number,
    readonly device: string,
  ) {
    super(`Tem này đã được lắp thành thiết bị "${device}"`);
  }
}

export class ClaimEndedError extends RegistryError {
  override readonly name = 'ClaimEndedError';
  readonly code = 'expired';
  constructor(why: 'expired' | 'withdrawn') {
    super(why === 'expired' ? 'Tem đã hết hạn, hãy in tem mới' : 'Tem đã bị hủy, hãy in tem mới');
  }
}

/** People tell devices apart by their names. */
export class NameTakenError extends RegistryError {
  override readonly name = 'NameTakenError';
  readonly code = 'name-taken';
  constructor(
    name: string,
    readonly device: string,
  ) {
    super(`Đã có thiết bị khác tên "${name}", hãy đặt tên khác`);
  }
}
