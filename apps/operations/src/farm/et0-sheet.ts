import { type Et0Day, ET0_FILLS, ET0_METHODS, WEATHER_ELEMENTS } from '#hub/contracts';
import type { Workbook } from 'exceljs';

type Tongue = 'vi' | 'en';
type Filled = NonNullable<Et0Day['filled']>[number];

const fill = ({ element, how, hours }: Filled, tongue: Tongue): string =>
  `${WEATHER_ELEMENTS[element][tongue]}: ${ET0_FILLS[how][tongue]} ${hours} ${tongue === 'vi' ? 'giờ' : 'h'}`;
const filledWords = ({ filled = [] }: Et0Day, tongue: Tongue): string =>
  filled.map((one) => fill(one, tongue)).join('; ') || '—';

/** Days by block, what was reckoned of them, how, and with what that was not measured there: both languages, blocks in order. */
export function addEt0Sheet(workbook: Workbook, blocks: readonly { name: string; days: readonly Et0Day[] }[]): void {
  const sheet = workbook.addWorksheet('ET0', { views: [{ state: 'frozen', ySplit: 2, xSplit: 2 }] });
  sheet.columns = [
    ...[{ width: 22 }, { width: 12, style: { numFmt: 'dd/mm/yyyy' } }],
    ...[
      { width: 10, style: { numFmt: '0.0' } },
      { width: 10, style: { numFmt: '0.0' } },
    ],
    ...[{ width: 34 }, { width: 50 }, { width: 34 }, { width: 50 }],
  ];
  sheet.addRow(['Khu tưới', 'Ngày', 'ET0 (mm)', 'Mưa (mm)', 'Cách tính', 'Số liệu bù', 'Method', 'Filled']).font = {
    bold: true,
  };
  sheet.addRow([
    'Block',
    'Day',
    'ET0 (mm)',
    'Rain (mm)',
    '(tiếng Việt)',
    '(tiếng Việt)',
    '(English)',
    '(English)',
  ]).font = {
    italic: true,
  };
  for (const { name, days } of blocks)
    for (const day of days) {
      const known = day.et0 !== undefined;
      const method = (tongue: Tongue) =>
        known
          ? ET0_METHODS[day.method][tongue]
          : { vi: 'trung bình các ngày trước', en: 'mean of the days before' }[tongue];
      sheet.addRow([
        ...[name, new Date(`${day.day}T00:00:00Z`), day.et0 ?? day.standIn ?? '—', day.rain],
        ...[method('vi'), filledWords(day, 'vi'), method('en'), filledWords(day, 'en')],
      ]);
    }
}
