import { ApiError } from '../http/errors.js';

/** The answer to a request, where it was done. @throws ApiError 409 with the reason, 503 where no answer came in time */
export function answered<A extends { type: string }>(answer: A | undefined): Exclude<A, { type: 'refused' }> {
  if (!answer) throw new ApiError(503, { error: 'no-answer', message: 'Hub đã nhận yêu cầu, chưa kịp trả lời' });
  if (isRefusal(answer)) throw new ApiError(409, { error: 'refused', message: answer.reason });
  return answer as Exclude<A, { type: 'refused' }>;
}

const isRefusal = (answer: { type: string }): answer is { type: 'refused'; reason: string } =>
  answer.type === 'refused';
