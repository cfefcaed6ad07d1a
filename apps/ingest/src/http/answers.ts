/** What a box is told. */
export interface Answer {
  status: number;
  /** A name that programs can rely on, and the words for whoever installs the box. */
  error?: string;
  message?: string;
  headers?: Record<string, string>;
}

export const TAKEN: Answer = { status: 204 };

/** How long a box waits before it tries a full disk again, seconds. */
const FULL_RETRY_S = 10;
const CHALLENGE = { 'www-authenticate': 'Basic realm="commune hub", charset="UTF-8"' };

export const ANSWERS = {
  unknown: { status: 404, error: 'unknown-account', message: 'Thiết bị hoặc gateway này chưa được đăng ký' },
  revoked: { status: 403, error: 'revoked', message: 'Tài khoản đã bị thu hồi' },
  foreign: { status: 403, error: 'topic-denied', message: 'Tên đăng nhập khác với tên trong địa chỉ gửi' },
  noSecret: {
    status: 401,
    error: 'no-secret',
    message: 'Thiếu mật khẩu: gửi "Authorization: Bearer <mật khẩu>" hoặc Basic',
    headers: CHALLENGE,
  },
  wrongSecret: { status: 401, error: 'wrong-secret', message: 'Sai mật khẩu', headers: CHALLENGE },
  tooLarge: {
    status: 413,
    error: 'payload-too-large',
    message: 'Gói tin quá lớn (hơn 256 KB): chia nhỏ rồi gửi lại',
    headers: { connection: 'close' },
  },
  empty: { status: 400, error: 'empty', message: 'Gói rỗng' },
  encoded: { status: 415, error: 'encoded', message: 'Gửi nội dung không nén (bỏ Content-Encoding)' },
  full: {
    status: 503,
    error: 'log-unavailable',
    message: 'Hub hết chỗ ghi, chưa nhận số liệu: giữ lại và gửi lại sau',
    headers: { 'retry-after': String(FULL_RETRY_S) },
  },
  tooFast: (waitMs: number) => ({
    status: 429,
    error: 'rate-slowed',
    message: 'Gửi quá nhanh: giữ lại và gửi lại sau',
    headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) },
  }),
} as const;
