import exceljs from 'exceljs';
import { checkZip } from './check-zip.js';
import { type Cell, type FileRows, MOST_COLUMNS, MOST_ROWS, tooManyRows, UnreadableFile } from './file-rows.js';

/** The first sheet. Of a formula its last result counts. @throws UnreadableFile */
export async function readXlsx(bytes: Uint8Array): Promise<FileRows> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkZip(buffer);
  const workbook = new exceljs.Workbook();
  try {
    await workbook.xlsx.load(buffer as unknown as ArrayBuffer);
  } catch (cause) {
    throw new UnreadableFile('tệp Excel hỏng', { cause });
  }
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new UnreadableFile('tệp Excel không có trang nào');
  const rows: FileRows['rows'] = [];
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    if (rows.length > MOST_ROWS) throw tooManyRows();
    const cells: Cell[] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      if (column <= MOST_COLUMNS) cells[column - 1] = cellOf(cell.value);
    });
    rows.push({ row: number, cells: Array.from(cells, (cell) => cell ?? null) });
  });
  return { rows };
}

function cellOf(value: exceljs.CellValue): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.trim() || null;
  if (value instanceof Date) return value.toISOString();
  if ('richText' in value)
    return (
      value.richText
        .map(({ text }) => text)
        .join('')
        .trim() || null
    );
  if ('result' in value) return cellOf(value.result as exceljs.CellValue);
  if ('text' in value) return cellOf(value.text as exceljs.CellValue);
  return null;
}
