import type { LonLat, Polygon, SuspectedArea } from '#hub/contracts';
import { boxOf, isInside, planeAt, polygonsOf } from '#hub/geodesy';
import type { AreaCell, Ring, Xy } from '#hub/smoke';

/** An area that is cut into more is cut coarser. */
const MOST_CELLS = 2500;
const LEAST_CELL_M = 25;

export interface Cells {
  cells: AreaCell[];
  /** Side of one, metres. */
  cellM: number;
  /** Of a place on earth, on the plane that touches it at the likeliest point. */
  toPlane(at: LonLat): Xy;
}

/**
 * The area as squares with weights that add up to one. A finding keeps the outline and the likeliest point: the weight
 * falls off from that point as a bell whose width is that of the area.
 */
export function cellsOf({ area, best, km2 }: SuspectedArea): Cells {
  const plane = planeAt(best);
  const toPlane = (at: LonLat): Xy => {
    const [x, y] = plane(at);
    return { x, y };
  };
  const [west, south, east, north] = boxOf(polygonsOf(area).flat(2));
  const [low, high] = [toPlane([west, south]), toPlane([east, north])];
  const cellM = Math.max(LEAST_CELL_M, Math.sqrt(((high.x - low.x) * (high.y - low.y)) / MOST_CELLS));
  const perX = (east - west) / Math.max(1e-9, high.x - low.x);
  const perY = (north - south) / Math.max(1e-9, high.y - low.y);
  const width = Math.max(cellM, Math.sqrt((km2 * 1e6) / Math.PI));
  const cells: AreaCell[] = [];
  for (let y = low.y + cellM / 2; y < high.y + cellM / 2; y += cellM)
    for (let x = low.x + cellM / 2; x < high.x + cellM / 2; x += cellM)
      if (isInside(area, [west + (x - low.x) * perX, south + (y - low.y) * perY]))
        cells.push({ x, y, weight: Math.exp(-(x * x + y * y) / (2 * width * width)) });
  // thinner than a square: what is left of it is its likeliest point
  if (cells.length === 0) cells.push({ x: 0, y: 0, weight: 1 });
  const sum = cells.reduce((all, { weight }) => all + weight, 0);
  return { cells: cells.map((cell) => ({ ...cell, weight: cell.weight / sum })), cellM, toPlane };
}

/** Outlines of a plot on the plane, without the corner that closes them. */
export const ringsOf = ({ coordinates }: Polygon, { toPlane }: Pick<Cells, 'toPlane'>): Ring[] =>
  coordinates.map((ring) => ring.slice(1).map(toPlane));
