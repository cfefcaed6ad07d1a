import type { Station } from '../stations/station-state.js';
import { rank } from '../stations/station-state.js';

export interface ListGrid {
  rows: number;
  columns: number;
}
/** Layout pixels: a line, a column at least, a letter of a name, and what stands beside the name. */
const ROW = 96;
const COLUMN = 400;
const LETTER = 13.6;
const BESIDE = 84;

/**
 * As many columns as are needed, and no more than leave room for the names: what tells two stations apart is often their
 * end. Two at least where that is so; a single line is as full as it can be.
 */
export function gridFor(names: readonly string[], room: { width: number; height: number }): ListGrid {
  const mostRows = Math.max(1, Math.floor(room.height / ROW));
  const named = Math.max(...names.map((n) => n.length)) * LETTER + BESIDE;
  const column = mostRows > 1 ? Math.max(COLUMN, named) : COLUMN;
  const mostColumns = Math.max(1, Math.floor(room.width / column));
  const columns = Math.min(mostColumns, Math.max(2, Math.ceil(names.length / mostRows)));
  return { rows: Math.min(mostRows, Math.ceil(names.length / columns)), columns };
}

/** What a page of the list holds. Where not all fit the last place is for "+N", which turns the page. */
export function pageOf<T>(all: readonly T[], grid: ListGrid, page: number): { shown: readonly T[]; more: number } {
  const places = grid.rows * grid.columns;
  if (all.length <= places) return { shown: all, more: 0 };
  const each = Math.max(1, places - 1);
  const from = (page % Math.ceil(all.length / each)) * each;
  const shown = all.slice(from, from + each);
  return { shown, more: all.length - shown.length };
}

const WEIGHT = { alarm: 0, stale: 1, off: 2, normal: 3 } as const;
/** What needs a look first, then by name. */
export const byNeed = (a: Station, b: Station): number =>
  WEIGHT[a.mark] - WEIGHT[b.mark] ||
  (a.mark === 'alarm' && a.alert && b.alert ? rank(b.alert.severity) - rank(a.alert.severity) : 0) ||
  a.device.name.localeCompare(b.device.name, 'vi', { numeric: true });
