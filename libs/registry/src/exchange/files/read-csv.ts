import { parse } from 'csv-parse/sync';
import { type Cell, type FileRows, MOST_COLUMNS, MOST_ROWS, tooManyRows, UnreadableFile } from './file-rows.js';

const SEPARATORS = [';', '\t', ','] as const;

/** Separated by semicolons, tabs or commas; UTF-8, or what Excel calls "Unicode text". @throws UnreadableFile */
export function readCsv(bytes: Uint8Array): FileRows {
  const text = textOf(bytes);
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 4_000_000,
      to: MOST_ROWS + 2,
    });
  } catch (error) {
    throw new UnreadableFile(`tệp CSV hỏng: ${(error as Error).message}`);
  }
  if (records.length > MOST_ROWS + 1) throw tooManyRows();
  return { rows: records.map((record, i) => ({ row: i + 1, cells: record.slice(0, MOST_COLUMNS).map(cellOf) })) };
}

const cellOf = (text: string): Cell => text.trim() || null;

function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    // takes the byte order mark off
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UnreadableFile('chữ trong tệp không phải UTF-8: hãy lưu lại dạng "CSV UTF-8"', { cause });
  }
}

/** The one that stands most often in the first line with anything in it, outside of quotes. */
function separatorOf(text: string): string {
  const line = /[^\s;,].*/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? '';
  const counts = SEPARATORS.map((separator) => line.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))]!;
}
