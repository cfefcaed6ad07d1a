import type { Cell } from './files/file-rows.js';

/** 24/11/2026, as it is written in Vietnam; also with points or lines between. */
const VIETNAMESE = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const ISO = /^\d{4}-\d{2}-\d{2}/;

/** A day of a cell as 2026-11-24; undefined: it is none. */
export function dayIn(cell: Cell): string | undefined {
  const text = String(cell).trim();
  const [, day, month, year] = VIETNAMESE.exec(text) ?? [];
  const iso = year === undefined ? ISO.exec(text)?.[0] : `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  if (iso === undefined) return undefined;
  // the 31st of November is no day, though Date makes one of it
  const at = new Date(`${iso}T00:00:00Z`);
  return Number.isFinite(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined;
}
