import type { LonLat } from '#hub/contracts';
import { type GridPoint, gridVerdict, type Vn2000 } from '#hub/geodesy';
import type { Pair } from './wkt.js';

/** What the numbers of a file are said to be: degrees of WGS84, or metres or degrees of VN-2000. */
export interface Crs {
  system: 'wgs84' | 'vn2000';
  /** Central meridian of the metres, degrees. */
  meridian?: number | undefined;
}

/** Which number stands first: `gis` = east, as in WKT and GeoJSON; `paper` = north, as X in land papers; `any` = told by its size. */
export type Order = 'gis' | 'paper' | 'any';

/** What people do to coordinates; of a whole file it is said once. */
export type Trap = 'swapped-metres' | 'swapped-degrees' | 'metres' | 'no-meridian' | 'elsewhere';

const ORDER_WORDS = {
  gis: 'trong WKT và GeoJSON, tọa độ Đông (kinh độ) đứng trước tọa độ Bắc (vĩ độ)',
  paper: 'trong giấy tờ VN-2000, X là tọa độ Bắc (900.000–2.600.000), Y là tọa độ Đông (200.000–800.000)',
  any: '',
};

export function trapWords(trap: Trap, order: Order): string {
  switch (trap) {
    case 'swapped-metres':
      return `hai tọa độ X và Y bị đổi chỗ: ${ORDER_WORDS[order]}`;
    case 'swapped-degrees':
      return order === 'gis' ? `vĩ độ và kinh độ bị đổi chỗ: ${ORDER_WORDS.gis}` : 'vĩ độ và kinh độ bị đổi chỗ';
    case 'metres':
      return 'tọa độ là mét chứ không phải độ: hãy chọn hệ VN-2000 và kinh tuyến trục của tỉnh';
    case 'no-meridian':
      return 'tọa độ VN-2000 cần kinh tuyến trục: hãy chọn theo giấy tờ của tỉnh';
    case 'elsewhere':
      return 'không phải tọa độ ở Việt Nam';
  }
}

export type Placed = { at: LonLat; grid?: GridPoint } | { trap: Trap; order: Order };

const [LAT, LON] = [
  [5, 25],
  [100, 120],
] as const;
const within = (value: number, [low, high]: readonly [number, number]) => value >= low && value <= high;

/** Reads pairs of numbers as places. */
export function placer(datum: Vn2000, { system, meridian }: Crs): (pair: Pair, order: Order) => Placed {
  return ([first, second], order) => {
    const [east, north] = order === 'paper' ? [second, first] : [first, second];
    return Math.abs(east) > 180 || Math.abs(north) > 180 ? metres(east, north, order) : degrees(east, north, order);
  };

  function metres(easting: number, northing: number, order: Order): Placed {
    if (system === 'wgs84') return { trap: 'metres', order };
    const verdict = gridVerdict({ northing, easting });
    if (verdict === 'swapped' && order === 'any') return metres(northing, easting, 'paper');
    if (verdict === 'swapped') return { trap: 'swapped-metres', order };
    if (verdict !== 'fits') return { trap: 'elsewhere', order };
    if (meridian === undefined) return { trap: 'no-meridian', order };
    const grid = { northing, easting };
    return { at: datum.fromGrid(grid, meridian), grid };
  }

  function degrees(lon: number, lat: number, order: Order): Placed {
    const swapped = within(lon, LAT) && within(lat, LON);
    if (swapped && order === 'any') return degrees(lat, lon, 'paper');
    if (swapped) return { trap: 'swapped-degrees', order };
    if (!within(lat, LAT) || !within(lon, LON)) return { trap: 'elsewhere', order };
    return { at: system === 'vn2000' ? datum.fromDegrees([lon, lat]) : [lon, lat] };
  }
}

/** What a GeoJSON file says of its system does not fit what it was said to be; in words. */
export function crsContradiction(named: string | undefined, { system }: Crs): string | undefined {
  const code = /(\d{4,5})$/.exec(named ?? '')?.[1];
  if (code === undefined) return undefined;
  if (code === '3405' || code === '3406')
    return `tệp ghi hệ VN-2000 UTM (EPSG:${code}): hãy xuất lại theo múi 3° hoặc WGS84`;
  const vn2000 = code === '4756' || /^(92(0[5-9]|1[0-8])|589[6-9])$/.test(code);
  if (vn2000 && system === 'wgs84') return `tệp ghi hệ VN-2000 (EPSG:${code}): hãy chọn hệ VN-2000`;
  if (code === '4326' && system === 'vn2000') return 'tệp ghi hệ WGS84 (EPSG:4326): hãy chọn hệ WGS84';
  return undefined;
}
