import { LogUnavailableError } from '#hub/event-log';
import { RegistryError } from '#hub/registry';
import { StoreUnavailableError } from '#hub/time-series';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ErrorBody } from './errors.js';
import { inEnglish } from './in-english.js';
import { wants } from './language.js';

const STATUS: Readonly<Record<string, number>> = {
  'not-found': 404,
  'unknown-profile': 422,
  'id-taken': 409,
  'address-taken': 409,
  'in-use': 409,
  'not-now': 409,
  'unreadable-file': 422,
  'changed-meanwhile': 409,
  'login-taken': 409,
  'unknown-code': 404,
  'name-taken': 409,
  expired: 410,
  'last-administrator': 409,
  'invitation-spent': 410,
  'invalid-input': 400,
  'registry-unavailable': 503,
};

const TOO_LARGE: ErrorBody = { error: 'too-large', message: 'Nội dung gửi lên quá lớn' };

interface Answer {
  status: number;
  body: ErrorBody;
}

/** Every error of the REST interface leaves in one shape. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  readonly #logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const { status, body } = answerTo(error);
    const message = wants('en', host.switchToHttp().getRequest<Request>()) ? inEnglish(status, body) : next(body);
    // the hub's own faults alone: what callers do wrong is theirs to read
    if (status === 500) this.#logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (response.headersSent) response.destroy();
    else {
      if (body.retryAfterS) response.setHeader('retry-after', body.retryAfterS);
      response.status(status).json({ ...body, message });
    }
  }
}

/** What is not there was named; what to do then is the same for all. */
const next = ({ error, message }: ErrorBody): string =>
  error === 'not-found' && /^Không có [^;:]*$/.test(message)
    ? `${message}: có thể vừa bị xóa, hoặc không thuộc phần của bạn; hãy xem lại danh sách`
    : message;

function answerTo(error: unknown): Answer {
  if (error instanceof RegistryError) {
    const { code, message } = error;
    const { fields, current } = error as Pick<ErrorBody, 'fields' | 'current'>;
    return {
      status: STATUS[code] ?? 400,
      body: { error: code, message, ...(fields && { fields }), ...(current && { current }) },
    };
  }
  if (error instanceof StoreUnavailableError)
    return {
      status: 503,
      body: { error: 'store-unavailable', message: 'Kho số liệu đang không trả lời, thử lại sau' },
    };
  if (error instanceof LogUnavailableError)
    return { status: 503, body: { error: 'log-unavailable', message: error.message || 'Hub chưa ghi được' } };
  if (error instanceof HttpException) return ofHttp(error);
  // the body parser's errors carry a status of their own
  const { status } = error as { status?: unknown };
  if (status === 413) return { status, body: TOO_LARGE };
  return { status: 500, body: { error: 'internal', message: 'Lỗi của hub; đã ghi vào nhật ký' } };
}

function ofHttp(error: HttpException): Answer {
  const status = error.getStatus();
  const said = error.getResponse();
  if (typeof said === 'object' && 'error' in said && 'message' in said && error.constructor.name === 'ApiError')
    return { status, body: said as ErrorBody };
  if (status === 404)
    return { status, body: { error: 'not-found', message: 'Không có địa chỉ này; hãy xem lại địa chỉ đã gõ' } };
  // the body parser's, after the framework took it over
  if (status === 400)
    return { status, body: { error: 'not-json', message: `Nội dung gửi lên không đọc được: ${error.message}` } };
  if (status === 413) return { status, body: TOO_LARGE };
  return { status, body: { error: `http-${status}`, message: error.message } };
}
