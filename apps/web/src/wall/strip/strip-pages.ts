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
  { kind: 'aqi', width: 372 },
  { kind: 'salinity', width: 212 },
  { kind: 'level', width: 240 },
  { kind: 'rain', width: 192 },
  { kind: 'weather', width: 240 },
];
/** And the pages that turn while nothing is. */
const CALM: readonly (readonly TileSlot[])[] = [
  [
    { kind: 'head-water', width: 264 },
    { kind: 'salinity', width: 212 },
    { kind: 'level', width: 240 },
    { kind: 'rain', width: 192 },
    { kind: 'field', width: 348 },
  ],
  [
    { kind: 'head-air', width: 216 },
    { kind: 'aqi', width: 372 },
    { kind: 'humidity', width: 180 },
    { kind: 'co', width: 248 },
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

/** Tiles stand this much closer before one of them has to wait for the next page. */
const CLOSEST = 0.88;

/**
 * The page of the strip for this moment, filled to its right edge. Where lettering is large tiles first stand closer;
 * those that still find no room wait for the next page.
 */
export function stripPage(calm: boolean, room: number, now: number): StripPage {
  const pages = (calm ? CALM : [USUAL]).flatMap((page) => split(page, room));
  const page = Math.floor(now / PAGE_MS) % pages.length;
  return { tiles: filling(pages[page]!, room), page, pages: pages.length };
}

const widthOf = (tiles: readonly TileSlot[]) => tiles.reduce((sum, tile) => sum + tile.width, 0);

/** The tiles as wide as their room, in proportion. */
function filling(tiles: readonly TileSlot[], room: number): TileSlot[] {
  const factor = room / widthOf(tiles);
  let used = 0;
  return tiles.map((tile, i) => {
    // whole pixels, and the last one takes what is left
    const width = i === tiles.length - 1 ? room - used : Math.round(tile.width * factor);
    used += width;
    return { ...tile, width };
  });
}

/** As few pages as hold the tiles, and about as much on each. */
function split(page: readonly TileSlot[], room: number): TileSlot[][] {
  const most = room / CLOSEST;
  const least = fill(page, most, most).length;
  const balanced = fill(page, most, widthOf(page) / least);
  return balanced.length === least ? balanced : fill(page, most, most);
}

/** Sets tiles until a page holds about `aim`, and never more than `most`. */
function fill(page: readonly TileSlot[], most: number, aim: number): TileSlot[][] {
  const out: TileSlot[][] = [[]];
  let used = 0;
  for (const tile of page) {
    const full = used + tile.width > most || (aim < most && used + tile.width / 2 > aim);
    if (full && used > 0) {
      out.push([]);
      used = 0;
    }
    out[out.length - 1]!.push(tile);
    used += tile.width;
  }
  return out;
}
