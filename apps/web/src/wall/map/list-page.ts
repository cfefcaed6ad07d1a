import type { Station } from '../stations/station-state.js';
import { rank } from '../stations/station-state.js';

export interface ListGrid {
  rows: number;
  columns: number;
}
/** Layout pixels of a line, and the least a column is wide. */
const ROW = 96;
const COLUMN = 400;

/** As many columns as are needed, and no more than fit. */
export function gridFor(count: number, room: { width: number; height: number }): ListGrid {
  const rows = Math.max(1, Math.floor(room.height / ROW));
  const most = Math.max(1, Math.floor(room.width / COLUMN));
  return { rows, columns: Math.min(most, Math.max(1, Math.ceil(count / rows))) };
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
