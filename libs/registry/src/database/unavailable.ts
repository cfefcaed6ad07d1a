import { QueryFailedError } from 'typeorm';
import { RegistryError, RegistryUnavailableError } from '../registry.errors.js';

/** Beginning of the driver's code → why, in words. The first that fits counts. */
const REASONS: readonly (readonly [codes: RegExp, why: string])[] = [
  [/^(SQLITE_FULL|ENOSPC|53100)/, 'ổ đĩa đã đầy'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED|SQLITE_PROTOCOL|55P03|40001|40P01)/, 'chương trình khác đang ghi, hãy thử lại'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB|XX001|XX002)/, 'tệp dữ liệu bị hỏng, hãy phục hồi từ bản sao lưu'],
  [
    /^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|SQLITE_AUTH|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|EISDIR|25006)/,
    'không được phép ghi vào tệp dữ liệu',
  ],
  [/^(SQLITE_IOERR|SQLITE_NOMEM|EIO|EMFILE|ENFILE|58)/, 'ổ đĩa hoặc bộ nhớ có lỗi'],
  [/^28/, 'PostgreSQL không nhận tên hoặc mật khẩu trong DATABASE_URL'],
  [/^(3D000|42501)/, 'PostgreSQL chưa có cơ sở dữ liệu này, hoặc không cho phép dùng'],
  [/^(53|57|08)/, 'PostgreSQL đang dừng hoặc quá tải'],
  [
    /^(ECONN|EPIPE|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|ERR_TLS|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO)/,
    'không nối được tới PostgreSQL',
  ],
];
/** What the drivers say without a code when a connection ends under a query, or does not come about. */
const LOST =
  /terminated|not queryable|timeout|connection error|SSL|already released|Not Connected|database connection is not open/i;

/**
 * What the caller is told of an error of the database. TypeORM's own error carries the statement's parameters, the
 * drivers' do not: only those go further. What nobody can wait out (a mistake of ours) comes back as it is.
 */
export function explained(error: unknown): unknown {
  if (error instanceof RegistryError) return error;
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const why = reasonOf(cause);
  return why === undefined ? cause : new RegistryUnavailableError(why, { cause });
}

/** Errors of Node's net module may be one for each address tried. */
function reasonOf(cause: unknown): string | undefined {
  const { code, message, errors } = (cause ?? {}) as { code?: unknown; message?: unknown; errors?: unknown[] };
  if (errors) return reasonOf(errors[0]);
  if (typeof code === 'string') return REASONS.find(([codes]) => codes.test(code))?.[1];
  return typeof message === 'string' && LOST.test(message) ? 'mất kết nối tới cơ sở dữ liệu' : undefined;
}

/** Another process has the write lock. */
export const isBusy = (error: unknown): boolean => {
  const cause = error instanceof QueryFailedError ? error.driverError : error;
  return /^SQLITE_(BUSY|LOCKED)/.test(String((cause as { code?: unknown }).code));
};
