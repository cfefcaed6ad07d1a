import type { LonLat } from '#hub/contracts';
import proj4 from 'proj4';
import { planeAt } from './metres.js';

/** Parameters of the datum as the decision prints them (coordinate-frame convention), metres, arc seconds, ppm. */
export interface Vn2000Parameters {
  shift: { dx: number; dy: number; dz: number; rx: number; ry: number; rz: number; ppm: number };
  zone: { k: number; falseEasting: number };
  provinces: readonly { name: string; meridians: readonly { of: string; degrees: number }[] }[];
}

/** A point of a 3° zone. In Vietnamese papers X is the northing and Y the easting. */
export interface GridPoint {
  northing: number;
  easting: number;
}

export interface Vn2000 {
  /** Metres of the zone around a central meridian (degrees) to WGS84. */
  fromGrid(point: GridPoint, meridian: number): LonLat;
  toGrid(at: LonLat, meridian: number): GridPoint;
  /** Degrees on the national datum to WGS84. Left out, land lies some 200 m off: in the neighbour's field. */
  fromDegrees(at: LonLat): LonLat;
  toDegrees(at: LonLat): LonLat;
}

export function vn2000({ shift, zone }: Vn2000Parameters): Vn2000 {
  const { dx, dy, dz, rx, ry, rz, ppm } = shift;
  // PROJ and proj4 take the position-vector convention: the rotations change sign
  const datum = `+ellps=WGS84 +towgs84=${[dx, dy, dz, -rx, -ry, -rz, ppm].join()} +no_defs`;
  const degrees = proj4(`+proj=longlat ${datum}`, 'WGS84');
  const zones = new Map<number, proj4.Converter>();
  const zoneOf = (meridian: number) => {
    const known = zones.get(meridian);
    if (known) return known;
    const made = proj4(
      `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=${zone.k} +x_0=${zone.falseEasting} +y_0=0 ${datum}`,
      'WGS84',
    );
    zones.set(meridian, made);
    return made;
  };
  return {
    fromGrid: ({ northing, easting }, meridian) => zoneOf(meridian).forward([easting, northing]) as LonLat,
    toGrid: (at, meridian) => {
      const [easting, northing] = zoneOf(meridian).inverse(at) as [number, number];
      return { northing, easting };
    },
    fromDegrees: (at) => degrees.forward(at) as LonLat,
    toDegrees: (at) => degrees.inverse(at) as LonLat,
  };
}

/** Of the mainland and the islands near it. */
const NORTHING_M = [880_000, 2_620_000] as const;
const EASTING_M = [200_000, 800_000] as const;
const within = (value: number, [low, high]: readonly [number, number]) => value >= low && value <= high;

/** `swapped`: somebody took X for the easting. `degrees`: no metres at all. `elsewhere`: nothing that could be in Vietnam. */
export type GridVerdict = 'fits' | 'swapped' | 'degrees' | 'elsewhere';

export function gridVerdict({ northing, easting }: GridPoint): GridVerdict {
  if (within(northing, NORTHING_M) && within(easting, EASTING_M)) return 'fits';
  if (within(easting, NORTHING_M) && within(northing, EASTING_M)) return 'swapped';
  if (Math.abs(northing) <= 180 && Math.abs(easting) <= 180) return 'degrees';
  return 'elsewhere';
}

/**
 * What became of the datum on the way, told by points whose place is known: `missing` = degrees of VN-2000 that were
 * taken for WGS84, `doubled` = WGS84 that was shifted as if it were VN-2000.
 */
export type ShiftVerdict = 'fits' | 'missing' | 'doubled';

/** Of the shift's length: surveys of one field differ by metres, not by this much. */
const CLOSE = 0.15;

export function shiftVerdict(datum: Vn2000, pairs: readonly { given: LonLat; known: LonLat }[]): ShiftVerdict {
  const verdicts = pairs.map(({ given, known }): ShiftVerdict => {
    const plane = planeAt(given);
    const [dx, dy] = plane(datum.fromDegrees(given));
    const [x, y] = plane(known);
    const near = (sign: 1 | -1) => Math.hypot(x - sign * dx, y - sign * dy) < CLOSE * Math.hypot(dx, dy);
    return near(1) ? 'missing' : near(-1) ? 'doubled' : 'fits';
  });
  for (const suspect of ['missing', 'doubled'] as const)
    if (verdicts.filter((v) => v === suspect).length * 2 > verdicts.length) return suspect;
  return 'fits';
}

/** Central meridians of a province's land papers, degrees, each once. Its name may carry "tỉnh" or "thành phố". */
export function meridiansOf({ provinces }: Vn2000Parameters, province: string): number[] {
  const wanted = plain(province);
  const found = provinces.find(({ name }) => plain(name) === wanted);
  return found ? [...new Set(found.meridians.map(({ degrees }) => degrees))] : [];
}
const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
    .replace(/^(tinh|thanh pho|tp\.?)\s+/, '');
