import { HttpException } from '@nestjs/common';

/** What a caller reads when the hub says no. */
export interface ErrorBody {
  /** A name that programs can rely on. */
  error: string;
  /** In the words of whoever asked. */
  message: string;
  /** What is wrong with which part of the input. */
  fields?: { field: string; problem: string }[];
  /** What is there, where somebody else changed it meanwhile. */
  current?: object;
  /** Of a label that is somebody's: whose, since when, as which device. */
  by?: string;
  at?: number;
  /** It was whoever asks now. */
  own?: boolean;
  device?: string;
  /** How long to wait, seconds. */
  retryAfterS?: number;
}

export class ApiError extends HttpException {
  constructor(status: number, body: ErrorBody, options?: { cause?: unknown }) {
    super(body, status, options);
  }
}

export const notFound = (what: string): ApiError => new ApiError(404, { error: 'not-found', message: what });

type Issue = { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined };

/** The error of a request that a schema did not let in. */
export function invalidInput(issues: readonly Issue[]): ApiError {
  const fields = issues.map(({ message, path = [] }) => ({
    field: path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.'),
    problem: message,
  }));
  const words = fields.map(({ field, problem }) => (field ? `${field}: ${problem}` : problem)).join('; ');
  return new ApiError(400, { error: 'invalid-input', message: `Thông tin chưa đúng: ${words}`, fields });
}
