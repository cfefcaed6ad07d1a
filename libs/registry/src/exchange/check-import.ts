import {
  type Area,
  type BadRow,
  type ImportGuess,
  type LonLat,
  type Thing,
  type ThingKind,
  versionSchema,
} from '#hub/contracts';
import { middleOf, shiftVerdict, type Vn2000 } from '#hub/geodesy';
import { words } from '#hub/service-kit';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { normalised } from '../input/parse-input.js';
import { present } from '../input/present.js';
import { problemsOf } from '../things/check-thing.js';
import type { Land, Problem } from '../things/kinds/kind.js';
import { kindOf } from '../things/kinds/kinds.js';
import { isElsewhere } from '../things/kinds/land.js';
import { newThingSchema } from '../things/thing.schema.js';
import type { FileKnown } from './file-known.js';
import type { FileRows } from './files/file-rows.js';
import { keyed, type KeyedRow, type Part, partsOf } from './headings.js';
import { type Crs, crsContradiction, placer, trapWords } from './positions.js';
import { type RowInput, rowInput } from './row-input.js';

/** A row that may be written: what it is, and what was there before. */
export interface ReadyRow {
  thing: Thing;
  before?: { thing: Thing; removed: boolean };
}
export interface CheckedFile {
  rows: number;
  ready: ReadyRow[];
  bad: BadRow[];
  guesses: ImportGuess[];
  /** What the file calls the column of a field, or files of ours where it has none. */
  columns: Record<string, string>;
}
export interface CheckOptions {
  kind: ThingKind;
  crs: Crs;
  /** The only commune: all of the file is its. */
  commune: string;
  land: Land;
  known: FileKnown;
  datum: Vn2000;
  /** Central meridians that are in use, for whoever took a wrong one. */
  meridians: readonly number[];
}

/** Looks at every row of a file; what is wrong with the file as a whole is said once, and then of no row. */
export async function checkImport(file: FileRows, options: CheckOptions): Promise<CheckedFile> {
  const { kind, crs, known, datum } = options;
  const { columns } = kindOf(kind);
  const parts = partsOf(columns);
  const { found, called, rows } = keyed(file, parts);
  const named = { columns: Object.fromEntries(parts.map(({ key, heading }) => [key, called.get(key) ?? heading])) };
  const refused = (problem: string): CheckedFile => ({
    ...{ rows: rows.length, ready: [], bad: [{ row: 0, problem }], guesses: [], ...named },
  });
  const whole = crsContradiction(file.crs, crs) ?? missingParts(options, parts, found, rows, file);
  if (whole) return refused(whole);
  const reading = { columns, found, known, place: placer(datum, crs) };
  const inputs: RowInput[] = [];
  await eachRow(rows, (row) => void inputs.push(rowInput(row, reading)));
  const trap = commonTrap(inputs);
  if (trap) return refused(trap);

  const things = new Map<RowInput, Thing>();
  const ids = new Map<string, number>();
  await eachRow(inputs, (row) => {
    const thing = thingOf(row, ids, options);
    if (thing) things.set(row, thing);
  });
  const slip = wrongDatum([...things.values()], options) ?? wrongMeridian(inputs, things, options);
  if (slip) return refused(slip);

  known.expect([...things.values()]);
  const ready: ReadyRow[] = [];
  await eachRow(inputs, async (row) => {
    const thing = things.get(row);
    if (!thing) return;
    row.problems.push(...(await problemsOf(kind, thing, known, options.land)));
    if (row.problems.length > 0) return;
    known.taken(thing);
    const before = known.before.get(thing.id);
    ready.push({ thing, ...(before && { before }) });
  });
  return { rows: rows.length, ready, bad: inputs.flatMap(badRows), guesses: guessesOf(inputs), ...named };
}

/** Each name once, however many rows have it. */
function guessesOf(inputs: readonly RowInput[]): ImportGuess[] {
  const all = new Map<string, ImportGuess>();
  for (const { row, guesses } of inputs)
    for (const guess of guesses) {
      const key = JSON.stringify(guess);
      const same = all.get(key);
      all.set(key, same ? { ...same, rows: same.rows + 1 } : { ...guess, row, rows: 1 });
    }
  return [...all.values()];
}

/** Rows that are looked at before others have their turn. */
const AT_ONCE = 25;
async function eachRow<T>(rows: readonly T[], look: (row: T) => unknown): Promise<void> {
  for (const [i, row] of rows.entries()) {
    if (i > 0 && i % AT_ONCE === 0) await nextTurn();
    await look(row);
  }
}

function badRows({ row, id, problems }: RowInput): BadRow[] {
  return problems.map(({ field, problem }) => ({
    row,
    ...(id !== undefined && { id }),
    ...(field && { field }),
    problem,
  }));
}

/** Columns that every new thing needs. What is known may be brought with the columns that are to change. */
function missingParts(
  { kind, known }: CheckOptions,
  parts: readonly Part[],
  found: ReadonlySet<string>,
  rows: readonly KeyedRow[],
  file: FileRows,
): string | undefined {
  if (rows.length === 0) return 'tệp không có dòng nào';
  const isKnown = (id: unknown) => known.before.get(String(id))?.removed === false;
  if (found.has('id') && rows.every(({ cells }) => isKnown(cells.get('id')))) return undefined;
  const drawn = file.headings !== undefined;
  const { shape } = newThingSchema(kind);
  const needed = parts.filter(({ key }) => {
    const field = shape[key];
    if (!field || field.safeParse(undefined).success || found.has(key)) return false;
    return !(drawn && ['area', 'lat', 'lon', 'nodes', 'reaches'].includes(key)) && !isGrid(key, found);
  });
  if (needed.length === 0) return undefined;
  return `thiếu cột ${needed.map(({ key, heading }) => `"${heading}" (${key})`).join(', ')}`;
}
const isGrid = (key: string, found: ReadonlySet<string>) =>
  (key === 'lat' || key === 'lon') && found.has('x') && found.has('y');

/** What was done to the coordinates of most rows is said of the file; of few rows, of these. */
function commonTrap(inputs: readonly RowInput[]): string | undefined {
  const traps = inputs.flatMap(({ trap }) => (trap ? [trap] : []));
  const [first] = traps;
  if (first && traps.length * 2 > inputs.length && traps.every(({ trap }) => trap === first.trap))
    return trapWords(first.trap, first.order);
  for (const { trap, problems } of inputs)
    if (trap) problems.push({ field: trap.field, problem: trapWords(trap.trap, trap.order) });
  return undefined;
}

/** The thing that a row makes of what is there before; undefined with its problems noted. */
function thingOf(row: RowInput, ids: Map<string, number>, { kind, commune, known }: CheckOptions): Thing | undefined {
  const { id, problems } = row;
  if (id !== undefined) {
    const same = ids.get(id);
    if (same !== undefined) problems.push({ field: 'id', problem: `trùng mã với dòng ${same}` });
    else ids.set(id, row.row);
  }
  if (problems.length > 0) return undefined;
  const there = known.before.get(id!);
  const before = there && !there.removed ? there.thing : undefined;
  const { version, ...input } = row.input;
  if (version !== undefined) problems.push(...versionProblems(version, before));
  const { version: _, ...rest } = before ?? ({} as Partial<Thing>);
  const parsed = newThingSchema(kind).safeParse(present({ commune, ...rest, ...input }), { error: words });
  const fields = parsed.error?.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), problem: message }));
  if (fields) problems.push(...fields);
  if (!parsed.success) return undefined;
  const plain = normalised(parsed.data, '', problems) as Omit<Thing, 'version'>;
  if (problems.length > 0) return undefined;
  const whole = kindOf(kind).complete?.(plain) ?? plain;
  return { ...whole, version: there?.thing.version ?? 0 } as Thing;
}

function versionProblems(version: unknown, before: Thing | undefined): Problem[] {
  if (!versionSchema.safeParse(version).success) return [{ field: 'version', problem: 'không phải số phiên bản' }];
  if (!before || before.version === version) return [];
  return [
    { field: 'version', problem: `đã có người sửa từ khi xuất tệp (tệp: ${String(version)}, nay: ${before.version})` },
  ];
}

/** Fields that are known tell whether the datum was shifted on the way. */
function wrongDatum(things: readonly Thing[], { crs, known, datum }: CheckOptions): string | undefined {
  const pairs = things.flatMap((thing) => {
    const before = known.before.get(thing.id)?.thing;
    const [given, there] = [middle(thing), before && middle(before)];
    return given && there ? [{ given, known: there }] : [];
  });
  const verdict = shiftVerdict(datum, pairs);
  if (verdict === 'missing' && crs.system === 'wgs84')
    return 'cả tệp lệch khoảng 200 m so với các thửa đã có, đúng bằng độ lệch VN-2000: tọa độ chưa chuyển sang WGS84. Hãy chọn hệ VN-2000';
  if (verdict === 'doubled' && crs.system === 'vn2000')
    return 'cả tệp lệch khoảng 200 m so với các thửa đã có: tọa độ đã là WGS84 rồi. Hãy chọn hệ WGS84';
  return undefined;
}

function middle(thing: Thing): LonLat | undefined {
  const { area, lat, lon } = thing as { area?: Area; lat?: number; lon?: number };
  if (area) return middleOf(area);
  return lat !== undefined && lon !== undefined ? [lon, lat] : undefined;
}

/** Most of the file lies elsewhere, and with another central meridian it would not. */
function wrongMeridian(
  inputs: readonly RowInput[],
  things: ReadonlyMap<RowInput, Thing>,
  { crs, land, datum, meridians }: CheckOptions,
): string | undefined {
  const grids = inputs.flatMap(({ grid }) => grid ?? []);
  const astray = [...things.values()].filter((thing) => {
    const at = middle(thing);
    return at && isElsewhere(at, land);
  });
  const [sample] = grids;
  if (!sample || crs.meridian === undefined || astray.length * 2 <= things.size) return undefined;
  const better = meridians.find((degrees) => !isElsewhere(datum.fromGrid(sample, degrees), land));
  const tried = `cả tệp nằm ngoài địa giới xã với kinh tuyến trục ${shownMeridian(crs.meridian)}`;
  return better === undefined ? tried : `${tried}; với ${shownMeridian(better)} thì nằm trong`;
}

/** "105°45′" */
export function shownMeridian(degrees: number): string {
  const whole = Math.floor(degrees);
  return `${whole}°${String(Math.round((degrees - whole) * 60)).padStart(2, '0')}′`;
}
