import {
  type Area,
  type Canal,
  type LonLat,
  type SourcePoint,
  type Thing,
  type ThingKind,
  THINGS,
} from '#hub/contracts';
import type { Column } from '../things/kinds/kind.js';
import { kindOf } from '../things/kinds/kinds.js';
import { UnreadableFileError } from './exchange.errors.js';
import { type Cell, LONGEST_CELL, type Sheet } from './files/file-rows.js';
import { guarded, partsOf } from './headings.js';
import { pointsCell } from './source-points.js';
import { wktOf } from './wkt.js';

type Fields = Readonly<Record<string, unknown>>;
const SIMULATED = 'DỮ LIỆU MÔ PHỎNG';

/** A row a thing, in the columns in which it is read. */
export function sheetOf(
  kind: ThingKind,
  things: readonly Thing[],
  { simulated, format }: { simulated: boolean; format: 'csv' | 'xlsx' },
): Sheet {
  const { columns } = kindOf(kind);
  const parts = partsOf(columns, { grid: false });
  const mark = simulated ? [SIMULATED] : [];
  return {
    name: simulated ? `${THINGS[kind].vi} – mô phỏng` : THINGS[kind].vi,
    headings: [...parts.map(({ heading }) => heading), ...(simulated ? ['Ghi chú'] : [])],
    rows: things.map((thing) => {
      const cells = parts.map(({ key }) => guarded(cellOf(columnOf(columns, key), (thing as Fields)[key])));
      const long = cells.findIndex((cell) => format === 'xlsx' && String(cell).length > LONGEST_CELL);
      if (long >= 0) throw tooLong(thing.id, parts[long]!.heading);
      return [...cells, ...mark];
    }),
  };
}

const columnOf = (columns: readonly Column[], key: string) => columns.find(({ field }) => field === key);
const tooLong = (id: string, heading: string) =>
  new UnreadableFileError(`"${heading}" của "${id}" quá dài cho một ô Excel: hãy xuất CSV hoặc GeoJSON`);

function cellOf(column: Column | undefined, value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (column?.as === 'choice') return column.words[String(value)]?.vi ?? String(value);
  if (column?.as === 'area') return wktOf(value as Area);
  if (column?.as === 'points') return pointsCell(value as readonly SourcePoint[]);
  if (column?.as === 'json') return JSON.stringify(value);
  return typeof value === 'number' ? value : String(value);
}

/** RFC 7946: WGS84, longitude first; what has no place has no geometry. */
export function geoJsonOf(kind: ThingKind, things: readonly Thing[], simulated: boolean): Uint8Array {
  const features = things.map((thing) => {
    const { area: _, lat: _lat, lon: _lon, commune: _commune, ...properties } = thing as Fields;
    return JSON.stringify({ type: 'Feature', id: thing.id, geometry: geometryOf(thing), properties });
  });
  const mark = simulated ? `"note":${JSON.stringify(SIMULATED)},` : '';
  return Buffer.from(`{"type":"FeatureCollection",${mark}"features":[\n${features.join(',\n')}\n]}\n`, 'utf8');
}

function geometryOf(thing: Thing): object | null {
  const { area, lat, lon, nodes, reaches } = thing as Partial<Canal> & { area?: Area; lat?: number; lon?: number };
  if (area) return area;
  if (lat !== undefined && lon !== undefined) return { type: 'Point', coordinates: [lon, lat] };
  if (!nodes || !reaches) return null;
  const at = (id: string): LonLat[] => nodes.filter((node) => node.id === id).map((node) => [node.lon, node.lat]);
  return {
    type: 'MultiLineString',
    coordinates: reaches.map(({ from, to, via = [] }) => [...at(from), ...via, ...at(to)]),
  };
}
