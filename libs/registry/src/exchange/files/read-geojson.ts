import {
  type Cell,
  type FileRow,
  type FileRows,
  MOST_COLUMNS,
  MOST_ROWS,
  tooManyRows,
  UnreadableFile,
} from './file-rows.js';

/** A feature collection, or one feature. @throws UnreadableFile */
export function readGeoJson(bytes: Uint8Array): FileRows {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new UnreadableFile('không phải tệp GeoJSON', { cause });
  }
  const features =
    isObject(json) && json['type'] === 'Feature' ? [json] : isObject(json) ? json['features'] : undefined;
  if (!Array.isArray(features)) throw new UnreadableFile('tệp GeoJSON không có danh sách "features"');
  if (features.length > MOST_ROWS) throw tooManyRows();
  const columns = new Map<string, number>();
  const rows = features.map((feature: unknown, i) => rowOf(feature, i + 1, columns));
  const crs = nameOfCrs(json as Record<string, unknown>);
  return { headings: [...columns.keys()], rows, ...(crs !== undefined && { crs }) };
}

function rowOf(feature: unknown, row: number, columns: Map<string, number>): FileRow {
  const { properties, geometry, id } = isObject(feature) ? feature : {};
  const cells: Cell[] = [];
  const put = (name: string, value: unknown) => {
    if (!columns.has(name) && columns.size < MOST_COLUMNS) columns.set(name, columns.size);
    const column = columns.get(name);
    if (column !== undefined) cells[column] = cellOf(value);
  };
  if (typeof id === 'string' || typeof id === 'number') put('id', String(id));
  for (const [name, value] of Object.entries(isObject(properties) ? properties : {})) put(name, value);
  return { row, cells: Array.from(cells, (cell) => cell ?? null), geometry };
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string') return value.trim() || null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : JSON.stringify(value);
}

/** `{"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4756"}}}`, of GeoJSON before RFC 7946. */
function nameOfCrs({ crs }: Record<string, unknown>): string | undefined {
  const name = isObject(crs) && isObject(crs['properties']) ? crs['properties']['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
