import { readNumber } from '#hub/contracts';
import type { Cell, Sheet } from './file-rows.js';

/** With a mark by which spreadsheets know UTF-8, and commas: what is in quotes may have any. */
export function writeCsv({ headings, rows }: Sheet): Uint8Array {
  const lines = [headings, ...rows].map((cells) => cells.map(quoted).join(','));
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf8');
}

const quoted = (cell: Cell): string => {
  const text = cell === null ? '' : typeof cell === 'number' ? plain(cell) : String(cell);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** With a point and so many decimals that nobody takes it for a thousand. */
function plain(value: number): string {
  const text = String(value);
  return readNumber(text) === 'ambiguous' ? `${text}0` : text;
}
