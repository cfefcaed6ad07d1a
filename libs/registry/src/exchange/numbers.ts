import { bothWays, readCoordinate, readNumber } from '#hub/contracts';
import type { Cell } from './files/file-rows.js';

const UNIT = /\s*(m²|m2|m|ha|°|‰|m³\/s|m3\/s)$/i;

/** A number in a cell, as people type it, with or without its unit; or what is wrong with it. */
export function numberIn(cell: Cell): number | { problem: string } {
  if (typeof cell === 'number') return cell;
  const text = withoutUnit(cell);
  const read = readNumber(text);
  if (read === undefined) return { problem: `"${cell}" không phải một số` };
  if (read !== 'ambiguous') return read;
  const [whole, part] = bothWays(text);
  return { problem: `"${cell}" đọc được hai cách: hãy viết ${whole} hoặc ${part}` };
}

/** Degrees or metres in a cell; NaN where there is none. */
export const coordinateIn = (cell: Cell): number =>
  typeof cell === 'number' ? cell : (readCoordinate(withoutUnit(cell)) ?? NaN);

const withoutUnit = (cell: Cell): string => (typeof cell === 'string' ? cell.trim().replace(UNIT, '') : '');
