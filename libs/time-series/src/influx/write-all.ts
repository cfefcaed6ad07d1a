import { LineBuffer } from './line-buffer.js';
import type { Sent } from './line-sender.js';

/** Fields of a body stay far below the server's limits, and an answer comes before the event loop is missed. */
const LINES_A_BODY = 5000;
const NEW_LINE = 10;

const out = new LineBuffer();

export interface Refused<T> {
  item: T;
  reason: string;
}

/**
 * Sends items as lines, in order. A body that is too large is halved, and so is one that holds lines the server refuses,
 * until those stand alone: the server does not say which they are, and writing the others again changes nothing.
 */
export async function writeAll<T>(
  items: readonly T[],
  line: (item: T, out: LineBuffer) => void,
  send: (lines: Buffer) => Promise<Sent>,
): Promise<Refused<T>[]> {
  const refused: Refused<T>[] = [];
  for (let at = 0; at < items.length; at += LINES_A_BODY)
    refused.push(...(await writeBody(items.slice(at, at + LINES_A_BODY), line, send)));
  return refused;
}

async function writeBody<T>(
  items: readonly T[],
  line: (item: T, out: LineBuffer) => void,
  send: (lines: Buffer) => Promise<Sent>,
): Promise<Refused<T>[]> {
  out.clear();
  for (let i = 0; i < items.length; i++) {
    if (i > 0) out.byte(NEW_LINE);
    line(items[i]!, out);
  }
  const sent = await send(out.take());
  if (sent.result === 'stored') return [];
  if (items.length === 1) return [{ item: items[0]!, reason: sent.reason }];
  const half = items.length >> 1;
  return [...(await writeBody(items.slice(0, half), line, send)), ...(await writeBody(items.slice(half), line, send))];
}
