import type { Request } from 'express';
import { ApiError } from '../http/errors.js';

/** 5,000 plots as GeoJSON are two. */
export const LARGEST_FILE = 20 * 1024 * 1024;

/** The body as it came. @throws ApiError 413 as soon as it is too large, and 400 where there is none */
export async function readBody(request: Request): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_FILE) throw tooLarge();
    chunks.push(chunk);
  }
  if (size === 0) throw new ApiError(400, { error: 'empty-file', message: 'Chưa chọn tệp, hoặc tệp trống' });
  return Buffer.concat(chunks, size);
}

const tooLarge = () =>
  new ApiError(413, { error: 'too-large', message: `Tệp lớn hơn ${LARGEST_FILE / 1024 / 1024} MB: hãy chia nhỏ` });
