import type { Cell } from './files/file-rows.js';

/**
 * A number as people type it: "1.234,5", "1 234,5", "1234.5", "12,5 m²". One comma is a decimal comma, and so is one
 * point a decimal point; of both the last is. NaN where it is none.
 */
export function numberIn(cell: Cell): number {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string') return NaN;
  const text = cell.replace(/\s*(m²|m2|m|ha|°|‰|m³\/s|m3\/s)$/i, '').replace(/[\s\u00a0_]/g, '');
  if (!/^[+-]?[\d.,]+$/.test(text)) return NaN;
  const decimal = text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.';
  const [commas, points] = [',', '.'].map((mark) => text.split(mark).length - 1);
  const ambiguous = decimal === ',' ? commas! > 1 : points! > 1;
  // "1.234.567": points of thousands
  if (ambiguous) return /^[+-]?\d{1,3}([.,]\d{3})+$/.test(text) ? Number(text.replace(/[.,]/g, '')) : NaN;
  const thousands = decimal === ',' ? '.' : ',';
  return Number(text.replaceAll(thousands, '').replace(',', '.'));
}
