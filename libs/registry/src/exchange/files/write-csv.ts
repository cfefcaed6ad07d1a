import type { Cell, Sheet } from './file-rows.js';

/** With a mark by which spreadsheets know UTF-8, and commas: what is in quotes may have any. */
export function writeCsv({ headings, rows }: Sheet): Uint8Array {
  const lines = [headings, ...rows].map((cells) => cells.map(quoted).join(','));
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf8');
}

const quoted = (cell: Cell): string => {
  const text = cell === null ? '' : String(cell);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
