import exceljs from 'exceljs';
import type { Cell } from './file-rows.js';

/** A sheet to be written: headings, then rows of as many cells. */
export interface Sheet {
  name: string;
  headings: string[];
  rows: Cell[][];
}

/** With a mark by which spreadsheets know UTF-8, and commas: what is in quotes may have any. */
export function writeCsv({ headings, rows }: Sheet): Uint8Array {
  const lines = [headings, ...rows].map((cells) => cells.map(quoted).join(','));
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf8');
}

const quoted = (cell: Cell): string => {
  const text = cell === null ? '' : String(cell);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export async function writeXlsx({ name, headings, rows }: Sheet): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet(name.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow(headings).font = { bold: true };
  sheet.addRows(rows);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
