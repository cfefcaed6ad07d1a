import { POINT_PLACES, type PointPlace, type SourcePoint } from '#hub/contracts';
import { searchable } from '../input/searchable.js';
import { coordinateIn } from './numbers.js';

/** One point after another, the parts of each in this order. */
const BETWEEN_POINTS = '; ';
const BETWEEN_PARTS = ' | ';
const HOW =
  'mỗi điểm là "Tên | Cửa xả, Trong cơ sở hoặc Nguồn tiếp nhận | thiết bị | vĩ độ | kinh độ", cách nhau bằng ";"';

type Resolve = (device: string) => { id: string } | { problem: string };

/** Monitoring points as they stand in a cell: "Cửa xả phụ | Cửa xả | nuoc-12; Cầu Sỏi | Nguồn tiếp nhận". */
export const pointsCell = (points: readonly SourcePoint[]): string =>
  points
    .map(({ name, place, device = '', lat, lon }) => {
      const at = lat === undefined || lon === undefined ? [] : [shown(lat), shown(lon)];
      const parts = [name, POINT_PLACES[place].vi, device, ...at];
      return parts.slice(0, 1 + parts.findLastIndex((part) => part !== '')).join(BETWEEN_PARTS);
    })
    .join(BETWEEN_POINTS);
const shown = (degrees: number): string => String(degrees).replace('.', ',');

/** What a cell says; JSON is taken as GeoJSON brings it. */
export function pointsIn(cell: string, resolve: Resolve): { points: unknown } | { problem: string } {
  if (cell.trimStart().startsWith('[')) {
    try {
      return { points: JSON.parse(cell) };
    } catch {
      return { problem: `không đọc được: ${HOW}` };
    }
  }
  const points: SourcePoint[] = [];
  for (const text of cell.split(/[;\n]/).filter((part) => part.trim() !== '')) {
    const point = pointIn(text, resolve);
    if ('problem' in point) return point;
    points.push(point);
  }
  return { points };
}

function pointIn(text: string, resolve: Resolve): SourcePoint | { problem: string } {
  const [name = '', where = '', device = '', lat = '', lon = ''] = text.split('|').map((part) => part.trim());
  const place = (Object.keys(POINT_PLACES) as PointPlace[]).find((one) =>
    [one, POINT_PLACES[one].vi, POINT_PLACES[one].en].some((word) => searchable(word) === searchable(where)),
  );
  if (name === '' || place === undefined) return { problem: `"${text.trim()}": ${HOW}` };
  const found = device === '' ? undefined : resolve(device);
  if (found && 'problem' in found) return found;
  const at = [lat, lon].filter((part) => part !== '').map(coordinateIn);
  if (at.length === 1 || at.some(Number.isNaN)) return { problem: `"${text.trim()}": vĩ độ và kinh độ là hai số` };
  const [north, east] = at;
  return {
    ...{ name, place },
    ...(found && { device: found.id }),
    ...(north !== undefined && east !== undefined && { lat: north, lon: east }),
  };
}
