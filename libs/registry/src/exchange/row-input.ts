import type { LonLat } from '#hub/contracts';
import type { GridPoint } from '#hub/geodesy';
import { searchable } from '../input/searchable.js';
import type { Column, Problem } from '../things/kinds/kind.js';
import { graphOf, linesIn } from './canal-line.js';
import { dayIn } from './days.js';
import type { Cell } from './files/file-rows.js';
import type { KeyedRow } from './headings.js';
import type { FileKnown } from './file-known.js';
import { coordinateIn, numberIn } from './numbers.js';
import type { Order, Placed, Trap } from './positions.js';
import { pointsIn } from './source-points.js';
import { areaInGeoJson, areaInPairs, areaInWkt, isPair, type Pair, type RawArea } from './wkt.js';

/** A row as the schema of its kind may take it: fields, null for what the file leaves empty. */
export interface RowInput {
  row: number;
  id: string | undefined;
  input: Record<string, unknown>;
  problems: Problem[];
  /** Names that were taken for others, whose diacritics differ. */
  guesses: { field: string; written: string; taken: string }[];
  trap?: { trap: Trap; order: Order; field: string };
  /** Its first place, in the metres of the file, where these are metres. */
  grid?: GridPoint;
}

export interface Reading {
  columns: readonly Column[];
  /** Parts that the file has. */
  found: ReadonlySet<string>;
  known: FileKnown;
  place(pair: Pair, order: Order): Placed;
}

export function rowInput(row: KeyedRow, reading: Reading): RowInput {
  const id = textOf(row.cells.get('id') ?? null) ?? undefined;
  const out: RowInput = { row: row.row, id, input: {}, problems: [], guesses: [] };
  if (id === undefined) out.problems.push({ field: 'id', problem: 'còn thiếu' });
  else out.input['id'] = id;
  for (const column of reading.columns) readColumn(column, row, reading, out);
  const version = row.cells.get('version') ?? null;
  if (version !== null) out.input['version'] = Number(version);
  return out;
}

function readColumn(column: Column, row: KeyedRow, reading: Reading, out: RowInput): void {
  const { field } = column;
  if (column.as === 'point') return readPoint(row, reading, out);
  if (column.as === 'area' && row.geometry) return readArea(field, areaInGeoJson(row.geometry), 'gis', reading, out);
  const cell = row.cells.get(field) ?? null;
  if (cell === null) {
    if (reading.found.has(field)) out.input[field] = null;
    else if (field === 'reaches') readLines(row, reading, out);
    return;
  }
  const wrong = (problem: string) => void out.problems.push({ field, problem });
  switch (column.as) {
    case 'text':
      out.input[field] = textOf(cell);
      return;
    case 'day': {
      const day = dayIn(cell);
      if (day === undefined) return wrong(`"${cell}" không phải một ngày; ghi như 24/11/2026`);
      out.input[field] = day;
      return;
    }
    case 'number': {
      const number = numberIn(cell);
      if (typeof number !== 'number') return wrong(number.problem);
      out.input[field] = number;
      return;
    }
    case 'choice': {
      const choice = Object.entries(column.words).find(([id, words]) => isSame(cell, id, words.vi, words.en))?.[0];
      const words = Object.values(column.words).map(({ vi }) => vi);
      if (choice === undefined) return wrong(`không có "${cell}"; chọn một trong: ${words.join(', ')}`);
      out.input[field] = choice;
      return;
    }
    case 'ref': {
      const written = textOf(cell)!;
      const found = reading.known.resolve(column.kind, written);
      if ('problem' in found) return wrong(found.problem);
      if (found.taken !== undefined) out.guesses.push({ field, written, taken: found.taken });
      out.input[field] = found.id;
      return;
    }
    case 'points': {
      const read = pointsIn(String(cell), (device) => reading.known.resolve('device', device));
      if ('problem' in read) return wrong(read.problem);
      out.input[field] = read.points;
      return;
    }
    case 'json':
      try {
        out.input[field] = JSON.parse(String(cell));
      } catch {
        wrong('không phải JSON');
      }
      return;
    case 'area': {
      const text = String(cell);
      const wkt = areaInWkt(text);
      return readArea(field, wkt ?? areaInPairs(text), wkt ? 'gis' : 'any', reading, out);
    }
  }
}

const textOf = (cell: Cell): string | null => (cell === null ? null : String(cell).trim() || null);
const isSame = (cell: Cell, ...words: string[]): boolean => {
  const text = searchable(String(cell));
  return words.some((word) => searchable(word) === text);
};

/** The places, or undefined where one of them is a trap, which is noted. */
function places(field: string, pairs: readonly Pair[], order: Order, reading: Reading, out: RowInput) {
  const placed: LonLat[] = [];
  for (const pair of pairs) {
    const one = reading.place(pair, order);
    if ('trap' in one) {
      out.trap ??= { ...one, field };
      return undefined;
    }
    out.grid ??= one.grid;
    placed.push(one.at);
  }
  return placed;
}

function readArea(field: string, raw: RawArea | undefined, order: Order, reading: Reading, out: RowInput): void {
  if (!raw) {
    out.problems.push({ field, problem: 'không đọc được hình: cần WKT (POLYGON…) hoặc các góc "X Y; X Y; …"' });
    return;
  }
  const polygons: LonLat[][][] = [];
  for (const rings of raw) {
    const rows = rings.map((ring) => places(field, ring, order, reading, out));
    if (rows.some((ring) => ring === undefined)) return;
    polygons.push(rows.map((ring) => closed(ring!)));
  }
  out.input[field] =
    polygons.length === 1
      ? { type: 'Polygon', coordinates: polygons[0] }
      : { type: 'MultiPolygon', coordinates: polygons };
}

/** Lists of corners leave the first out at their end. */
function closed(ring: LonLat[]): LonLat[] {
  const [first, last] = [ring[0]!, ring.at(-1)!];
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
}

function readPoint(row: KeyedRow, reading: Reading, out: RowInput): void {
  const { type, coordinates } = (row.geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  const given = type === 'Point' && isPair(coordinates) ? ([coordinates, 'gis', 'lat'] as const) : pairOf(row, out);
  if (!given) return;
  const [pair, order, field] = given;
  const [at] = places(field, [pair], order, reading, out) ?? [];
  if (at) Object.assign(out.input, { lon: at[0], lat: at[1] });
}

/** Of the columns X and Y, or of latitude and longitude. */
function pairOf({ cells }: KeyedRow, out: RowInput): readonly [Pair, Order, string] | undefined {
  for (const [first, second] of [
    ['x', 'y'],
    ['lat', 'lon'],
  ] as const) {
    const [a, b] = [cells.get(first) ?? null, cells.get(second) ?? null];
    if (a === null && b === null) continue;
    const pair = [coordinateIn(a), coordinateIn(b)] as const;
    const missing = [first, second].filter((_, i) => Number.isNaN(pair[i]));
    if (missing.length === 0) return [pair, 'paper', first];
    for (const field of missing) out.problems.push({ field, problem: 'còn thiếu, hoặc không phải một số' });
    return undefined;
  }
  return undefined;
}

function readLines(row: KeyedRow, reading: Reading, out: RowInput): void {
  const lines = linesIn(row.geometry)?.map((line) => places('reaches', line, 'gis', reading, out));
  if (lines?.every((line) => line !== undefined)) Object.assign(out.input, graphOf(lines));
}
