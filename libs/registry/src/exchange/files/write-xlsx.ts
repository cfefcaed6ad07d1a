import exceljs from 'exceljs';
import type { Sheet } from './file-rows.js';

export async function writeXlsx({ name, headings, rows }: Sheet): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet(name.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow(headings).font = { bold: true };
  sheet.addRows(rows);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
