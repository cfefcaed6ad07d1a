import { ApiError } from './errors.js';

/** Somebody has to wait. */
export function tooMany(waitMs: number): ApiError {
  const retryAfterS = Math.ceil(waitMs / 1000);
  return new ApiError(429, {
    error: 'too-many-attempts',
    message: `Đã thử nhiều lần; chờ ${retryAfterS} giây rồi thử lại`,
    retryAfterS,
  });
}
