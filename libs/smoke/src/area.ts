import { ringArea, type Ring, type Xy } from './plane.js';

/** A square of the search: its middle, and its part of the probability. */
export interface AreaCell extends Xy {
  weight: number;
}

/** Where a fire may be: "khu vực nghi ngờ". */
export interface Area {
  cells: readonly AreaCell[];
  /** Side of a cell, metres. */
  cellM: number;
  /** Outlines on the plane, holes too (those go clockwise). */
  outline: readonly Ring[];
  km2: number;
  best: Xy;
  /** Emission of PM2.5 that fits best at `best`, g/s; absent where nothing was fitted. */
  rate?: number;
  /** How probable it is that the fire is in it, 0 to 1; absent where nothing was fitted. */
  mass?: number;
}

/** An area out of cells with weights of any sum; they come out adding up to one, the likeliest first. */
export function areaOf(cells: readonly AreaCell[], cellM: number, best: Xy, rate?: number): Area {
  const sum = cells.reduce((all, { weight }) => all + weight, 0);
  const sorted = cells
    .map(({ x, y, weight }) => ({ x, y, weight: weight / sum }))
    .sort((a, b) => b.weight - a.weight || a.y - b.y || a.x - b.x);
  const outline = outlineOf(cells, cellM);
  const km2 = outline.reduce((all, ring) => all + ringArea(ring), 0) / 1e6;
  return { cells: sorted, cellM, outline, km2, best, ...(rate !== undefined && { rate }) };
}

/** Lines round squares of a grid: edges with a square on one side alone, walked with the square on the left. */
export function outlineOf(cells: readonly Xy[], cellM: number): Ring[] {
  if (cells.length === 0) return [];
  const origin = cells[0]!;
  const column = (x: number) => Math.round((x - origin.x) / cellM);
  const row = (y: number) => Math.round((y - origin.y) / cellM);
  const key = (i: number, j: number) => `${i},${j}`;
  const filled = new Set(cells.map(({ x, y }) => key(column(x), row(y))));
  const edges = new Map<string, [number, number][]>();
  const edge = (i: number, j: number, to: [number, number]) => {
    const from = key(i, j);
    edges.set(from, [...(edges.get(from) ?? []), to]);
  };
  for (const { x, y } of cells) {
    const [i, j] = [column(x), row(y)];
    if (!filled.has(key(i, j - 1))) edge(i, j, [i + 1, j]);
    if (!filled.has(key(i + 1, j))) edge(i + 1, j, [i + 1, j + 1]);
    if (!filled.has(key(i, j + 1))) edge(i + 1, j + 1, [i, j + 1]);
    if (!filled.has(key(i - 1, j))) edge(i, j + 1, [i, j]);
  }
  const place = ([i, j]: readonly [number, number]): Xy => ({
    x: origin.x + (i - 0.5) * cellM,
    y: origin.y + (j - 0.5) * cellM,
  });
  const rings: Ring[] = [];
  while (edges.size > 0) rings.push(walk(edges).map(place));
  return rings.sort((a, b) => Math.abs(ringArea(b)) - Math.abs(ringArea(a)));
}

/** Takes one closed line out of the edges; where two meet in a corner it turns left, so that rings do not touch. */
function walk(edges: Map<string, [number, number][]>): [number, number][] {
  const start = edges.keys().next().value!;
  const corners: [number, number][] = [];
  let at = start.split(',').map(Number) as [number, number];
  let heading: [number, number] = [0, 0];
  do {
    const from = `${at[0]},${at[1]}`;
    const ways = edges.get(from)!;
    const turn = ([i, j]: [number, number]) => heading[0] * (j - at[1]) - heading[1] * (i - at[0]);
    const next = ways.length === 1 ? ways[0]! : ways.reduce((a, b) => (turn(b) > turn(a) ? b : a));
    const left = ways.filter((way) => way !== next);
    if (left.length > 0) edges.set(from, left);
    else edges.delete(from);
    const way: [number, number] = [next[0] - at[0], next[1] - at[1]];
    if (way[0] !== heading[0] || way[1] !== heading[1]) corners.push(at);
    heading = way;
    at = next;
  } while (`${at[0]},${at[1]}` !== start);
  return corners;
}
