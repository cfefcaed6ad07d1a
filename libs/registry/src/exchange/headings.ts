import { searchable } from '../input/searchable.js';
import type { Column } from '../things/kinds/kind.js';
import type { Cell, FileRow, FileRows } from './files/file-rows.js';

/** What a column of a file may be: the parts of the columns of a kind. */
export interface Part {
  key: string;
  /** As it is written in files of ours. */
  heading: string;
  also?: readonly string[];
}

const ID: Part = { key: 'id', heading: 'Mã', also: ['Mã số', 'Mã thửa', 'Số thửa'] };
const VERSION: Part = { key: 'version', heading: 'Phiên bản' };
const POINT: readonly Part[] = [
  { key: 'lat', heading: 'Vĩ độ', also: ['latitude'] },
  { key: 'lon', heading: 'Kinh độ', also: ['lng', 'long', 'longitude'] },
];
/** Metres of VN-2000: in land papers X is the northing. */
const GRID: readonly Part[] = [
  { key: 'x', heading: 'X', also: ['x (m)', 'Tọa độ X', 'bắc', 'northing', 'n'] },
  { key: 'y', heading: 'Y', also: ['y (m)', 'Tọa độ Y', 'đông', 'easting', 'e'] },
];

/** Parts of a file of a kind; points and metres are read instead of each other. */
export function partsOf(columns: readonly Column[], { grid = true } = {}): Part[] {
  const parts = columns.flatMap((column): Part[] => {
    if (column.as === 'point') return grid ? [...POINT, ...GRID] : [...POINT];
    return [{ key: column.field, heading: column.vi, ...(column.also && { also: column.also }) }];
  });
  return [ID, ...parts, VERSION];
}

interface Keyed {
  found: ReadonlySet<string>;
  /** Headings as they stand in the file, by the keys of the parts. */
  called: ReadonlyMap<string, string>;
  rows: KeyedRow[];
}

/** A row of a file with its cells by the keys of the parts. */
export interface KeyedRow {
  row: number;
  cells: ReadonlyMap<string, Cell>;
  geometry?: unknown;
}

/**
 * The rows below the headings, which parts there are, and what the file calls them. A sheet may have a title above the
 * headings.
 */
export function keyed(file: FileRows, parts: readonly Part[]): Keyed {
  const names = new Map(
    parts.flatMap(({ key, heading, also = [] }) => [key, heading, ...also].map((n) => [plain(n), key])),
  );
  const keysOf = (headings: readonly Cell[]) => headings.map((heading) => names.get(plain(String(heading ?? ''))));
  const [at, headings] = file.headings ? [-1, file.headings] : headingRow(file.rows, keysOf);
  const keys = keysOf(headings);
  const rows = file.rows
    .slice(at + 1)
    .filter(({ cells, geometry }) => geometry !== undefined || cells.some((c) => c !== null));
  const called = new Map<string, string>();
  for (const [i, key] of keys.entries())
    if (key !== undefined && !called.has(key)) called.set(key, String(headings[i]).trim());
  return { found: new Set(called.keys()), called, rows: rows.map((row) => keyedRow(row, keys)) };
}

const LOOKED_AT = 20;

function headingRow(rows: readonly FileRow[], keysOf: (cells: readonly Cell[]) => unknown[]): [number, Cell[]] {
  const known = rows.slice(0, LOOKED_AT).map(({ cells }) => new Set(keysOf(cells)).size);
  const at = known.indexOf(Math.max(...known));
  return [at, rows[at]?.cells ?? []];
}

function keyedRow({ row, cells, geometry }: FileRow, keys: readonly (string | undefined)[]): KeyedRow {
  const byKey = new Map<string, Cell>();
  for (const [i, key] of keys.entries())
    if (key !== undefined && !byKey.has(key)) byKey.set(key, unguarded(cells[i] ?? null));
  return { row, cells: byKey, ...(geometry !== undefined && { geometry }) };
}

/** "Diện tích (m²)" and "dien_tich" are one. */
const plain = (heading: string): string =>
  searchable(heading.replace(/\(.*?\)/g, ' '))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const FORMULA = /^[=+\-@\t\r]/;

/** A text that a spreadsheet would run as a formula stands behind an apostrophe, as somebody who types it in would write. */
export const guarded = (cell: Cell): Cell => (typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell);
const unguarded = (cell: Cell): Cell =>
  typeof cell === 'string' && cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
