import type { Et0Day } from '#hub/contracts';
import { addEt0Sheet } from './et0-sheet.js';
import { isUnknown, type LedgerInput, type LedgerRow, ledgerRows } from './ledger-rows.js';
import { LEDGER_NOTES } from './ledger-notes.js';

type Column = {
  vi: string;
  en: string;
  of: (row: LedgerRow) => string | number | Date;
  width?: number;
  format?: string;
};

const M3 = '#,##0';
const day = (name: string) => new Date(`${name}T00:00:00Z`);
/** Of other crops there is nothing to be saved; of some paddies nobody knows. */
const notSaved = (row: LedgerRow): string => (isUnknown(row) ? 'chưa rõ / not known' : '—');
const COLUMNS: readonly Column[] = [
  { vi: 'Khu tưới', en: 'Block', of: ({ block }) => block, width: 22 },
  { vi: 'Thửa', en: 'Plot', of: ({ plot }) => plot, width: 26 },
  { vi: 'Chủ ruộng', en: 'Owner', of: ({ owner }) => owner, width: 22 },
  { vi: 'Cây trồng', en: 'Crop', of: ({ crop }) => crop },
  { vi: 'Diện tích (m²)', en: 'Area (m²)', of: ({ areaM2 }) => areaM2, format: M3 },
  { vi: 'Tính từ', en: 'From', of: ({ from }) => day(from), format: 'dd/mm/yyyy' },
  { vi: 'Đến hết', en: 'Until', of: ({ to }) => day(to), format: 'dd/mm/yyyy' },
  { vi: 'Đã lấy (m³)', en: 'Taken (m³)', of: ({ usedM3 }) => usedM3, format: M3 },
  { vi: 'Chưa báo (m³)', en: 'Untold (m³)', of: ({ untoldM3 }) => untoldM3, format: M3 },
  { vi: 'Mưa trên ruộng (m³)', en: 'Rain on the field (m³)', of: ({ rainM3 }) => rainM3, format: M3 },
  { vi: 'Số đợt khô xen kẽ', en: 'Dry cycles (AWD)', of: ({ cycles }) => cycles, format: '0' },
  { vi: 'Nếu ngập liên tục (m³)', en: 'If always flooded (m³)', of: ({ floodedM3 }) => floodedM3 ?? '—', format: M3 },
  { vi: 'Tiết kiệm (m³)', en: 'Saved (m³)', of: (row) => row.savedM3 ?? notSaved(row), format: M3 },
  { vi: 'Tiết kiệm (%)', en: 'Saved (%)', of: (row) => row.savedShare ?? notSaved(row), format: '0%' },
  {
    ...{ vi: 'Số liệu', en: 'Data', width: 26 },
    of: ({ simulated }) => (simulated ? 'MÔ PHỎNG / SIMULATED' : 'thật / real'),
  },
];

interface Workbook extends LedgerInput {
  at: number;
  /** By block, the days that its water was reckoned with. */
  et0: readonly { name: string; days: readonly Et0Day[] }[];
}

/** The ledger: blocks and their plots on the first sheet, what its figures mean on the second, the days on the third. */
export async function ledgerXlsx({ at, et0, ...input }: Workbook): Promise<Uint8Array> {
  const rows = ledgerRows(input);
  // large, and wanted once a season
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('Sổ nước', { views: [{ state: 'frozen', ySplit: 2, xSplit: 2 }] });
  sheet.columns = COLUMNS.map(({ width = 14, format }) => ({
    ...{ width, ...(format !== undefined && { style: { numFmt: format } }) },
  }));
  sheet.addRow(COLUMNS.map(({ vi }) => vi)).font = { bold: true };
  sheet.addRow(COLUMNS.map(({ en }) => en)).font = { italic: true };
  for (const row of rows) {
    const line = sheet.addRow(COLUMNS.map(({ of }) => of(row)));
    if (row.kind === 'block') line.font = { bold: true };
  }
  const notes = workbook.addWorksheet('Giải thích - Notes');
  notes.columns = [{ width: 90 }, { width: 90 }];
  const made = new Date(at + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
  notes.addRow([`Lập lúc ${made} (giờ Việt Nam)`, `Made at ${made} (Vietnam time)`]);
  if (rows.some(({ simulated }) => simulated))
    notes.addRow(['SỐ LIỆU MÔ PHỎNG: không dùng để báo cáo', 'SIMULATED DATA: not to be reported']).font = {
      bold: true,
    };
  for (const { vi, en } of LEDGER_NOTES) notes.addRow([vi, en]);
  notes.eachRow((line) => {
    line.alignment = { wrapText: true, vertical: 'top' };
  });
  addEt0Sheet(workbook, et0);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
