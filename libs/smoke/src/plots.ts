import { isWithin, type Ring, type Xy } from './plane.js';
import type { AreaCell } from './area.js';
import type { CropStage, SmokeRules } from './rules.js';

/** A plot on the plane: its outline, holes after it. */
export interface Plot {
  id: string;
  rings: readonly Ring[];
  stage: CropStage;
}
export interface RankedPlot {
  id: string;
  stage: CropStage;
  /** Part of the probability that lies on it, 0 to 1. */
  mass: number;
  /** `mass` by the weight of its stage: what it is ranked by. */
  score: number;
}

/** A cell is looked at in so many points a side: plots are narrower than cells. */
const PER_SIDE = 4;

/** Plots that the area touches, the likeliest first; those alike by their id. `cellM`: side of a cell. */
export function rankPlots(
  cells: readonly AreaCell[],
  cellM: number,
  plots: readonly Plot[],
  rules: Pick<SmokeRules, 'plots'>,
): RankedPlot[] {
  const ranked: RankedPlot[] = [];
  for (const { id, rings, stage } of plots) {
    const mass = massOn(cells, cellM, rings);
    if (mass > 0) ranked.push({ id, stage, mass, score: mass * rules.plots[stage] });
  }
  return ranked.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function massOn(cells: readonly AreaCell[], cellM: number, rings: readonly Ring[]): number {
  const box = rings.flat();
  const [west, east] = [Math.min(...box.map((p) => p.x)), Math.max(...box.map((p) => p.x))];
  const [south, north] = [Math.min(...box.map((p) => p.y)), Math.max(...box.map((p) => p.y))];
  const step = cellM / PER_SIDE;
  let mass = 0;
  for (const { x, y, weight } of cells) {
    if (x + cellM / 2 < west || x - cellM / 2 > east || y + cellM / 2 < south || y - cellM / 2 > north) continue;
    let hits = 0;
    for (let i = 0; i < PER_SIDE; i++)
      for (let j = 0; j < PER_SIDE; j++) {
        const point = { x: x - cellM / 2 + (i + 0.5) * step, y: y - cellM / 2 + (j + 0.5) * step };
        if (isWithin(rings, point)) hits++;
      }
    mass += (weight * hits) / PER_SIDE ** 2;
  }
  return mass;
}

/**
 * Where something can burn: on squares of `cellM` that a plot touches. Looks a place up in no time, so that a search may
 * ask for every one of its own. Without any plot everything can burn.
 */
export function burnableLand(plots: readonly Pick<Plot, 'rings'>[], cellM: number): (place: Xy) => boolean {
  if (plots.length === 0) return () => true;
  // cells of a commune, as one number: it is asked for every place of a search
  const key = (x: number, y: number) => Math.round(x / cellM) * 0x1000000 + Math.round(y / cellM);
  const touched = new Set<number>();
  const step = cellM / PER_SIDE;
  for (const { rings } of plots) {
    const points = rings.flat();
    const [west, east] = [Math.min(...points.map((p) => p.x)), Math.max(...points.map((p) => p.x))];
    const [south, north] = [Math.min(...points.map((p) => p.y)), Math.max(...points.map((p) => p.y))];
    for (let y = south + step / 2; y < north; y += step)
      for (let x = west + step / 2; x < east; x += step) if (isWithin(rings, { x, y })) touched.add(key(x, y));
  }
  return ({ x, y }) => touched.has(key(x, y));
}
