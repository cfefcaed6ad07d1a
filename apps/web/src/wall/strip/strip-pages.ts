export type TileKind =
  | 'aqi'
  | 'salinity'
  | 'level'
  | 'rain'
  | 'weather'
  | 'field'
  | 'humidity'
  | 'co'
  | 'incidents'
  | 'reporting'
  | 'head-water'
  | 'head-air'
  | 'head-day';
export interface TileSlot {
  kind: TileKind;
  /** Layout pixels. */
  width: number;
}

/** What stands there while something is wrong. */
const USUAL: readonly TileSlot[] = [
  { kind: 'aqi', width: 352 },
  { kind: 'salinity', width: 184 },
  { kind: 'level', width: 240 },
  { kind: 'rain', width: 192 },
  { kind: 'weather', width: 288 },
];
/** And the pages that turn while nothing is. */
const CALM: readonly (readonly TileSlot[])[] = [
  [
    { kind: 'head-water', width: 264 },
    { kind: 'salinity', width: 184 },
    { kind: 'level', width: 240 },
    { kind: 'rain', width: 184 },
    { kind: 'field', width: 384 },
  ],
  [
    { kind: 'head-air', width: 264 },
    { kind: 'aqi', width: 352 },
    { kind: 'humidity', width: 184 },
    { kind: 'co', width: 216 },
    { kind: 'weather', width: 240 },
  ],
  [
    { kind: 'head-day', width: 264 },
    { kind: 'incidents', width: 184 },
    { kind: 'reporting', width: 280 },
    { kind: 'rain', width: 240 },
    { kind: 'weather', width: 288 },
  ],
];
export const PAGE_MS = 30_000;

export interface StripPage {
  tiles: readonly TileSlot[];
  page: number;
  pages: number;
}

/** The page of the strip for this moment. Where lettering is large, tiles that do not fit wait for the next page. */
export function stripPage(calm: boolean, room: number, now: number): StripPage {
  const pages = (calm ? CALM : [USUAL]).flatMap((page) => split(page, room));
  const page = Math.floor(now / PAGE_MS) % pages.length;
  return { tiles: pages[page]!, page, pages: pages.length };
}

/** As few pages as hold the tiles, and about as much on each. */
function split(page: readonly TileSlot[], room: number): TileSlot[][] {
  const least = fill(page, room, room).length;
  const even = page.reduce((sum, tile) => sum + tile.width, 0) / least;
  const balanced = fill(page, room, even);
  return balanced.length === least ? balanced : fill(page, room, room);
}

/** Sets tiles until a page holds about `aim`, and never more than `room`. */
function fill(page: readonly TileSlot[], room: number, aim: number): TileSlot[][] {
  const out: TileSlot[][] = [[]];
  let used = 0;
  for (const tile of page) {
    const full = used + tile.width > room || (aim < room && used + tile.width / 2 > aim);
    if (full && used > 0) {
      out.push([]);
      used = 0;
    }
    out[out.length - 1]!.push(tile);
    used += tile.width;
  }
  return out;
}
