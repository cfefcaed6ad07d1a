import { outlineOf } from './area.js';
import { isWithin, type Ring, type Xy } from './plane.js';

/** No corner moves farther than this part of a square's side. */
const FARTHEST = 0.8;
/** Corners are put on the outline so close, in sides. */
const STEP = 0.5;
const MOST_ROUNDS = 24;
/** An edge that is off one of the axes by less than this part of its length lies on it. */
const STRAIGHT = 0.02;

/**
 * An outline of squares without its steps: to be drawn, not to be reckoned with. Gaps of up to two squares are filled and
 * the edge is smoothed by less than one, so that no place of the area that is a square or more from its edge is left out.
 * The coordinates may be metres, degrees or pixels; the answer's rings are inside by the even-odd rule. An outline of
 * another make is left as it is.
 */
export function drawnOutline(rings: readonly Ring[]): readonly Ring[] {
  const grid = gridOf(rings);
  if (!grid) return rings;
  const { origin, side, columns, rows } = grid;
  const onGrid = rings.map((ring) =>
    ring.map(({ x, y }): Xy => ({ x: (x - origin.x) / side.x, y: (y - origin.y) / side.y })),
  );
  const squares: Xy[] = [];
  for (let y = 0.5; y < rows; y++)
    for (let x = 0.5; x < columns; x++) if (isWithin(onGrid, { x, y })) squares.push({ x, y });
  return outlineOf(closed(bridged(squares)), 1).map((ring) =>
    relaxed(ring).map(({ x, y }) => ({ x: origin.x + x * side.x, y: origin.y + y * side.y })),
  );
}

const edgesOf = (ring: Ring): [Xy, Xy][] => ring.map((to, i) => [ring.at(i - 1)!, to]);

/** The grid that rings go along; undefined: some edge lies on neither axis. */
function gridOf(rings: readonly Ring[]): { origin: Xy; side: Xy; columns: number; rows: number } | undefined {
  const steps: { x: number[]; y: number[] } = { x: [], y: [] };
  for (const [a, b] of rings.flatMap(edgesOf)) {
    const [dx, dy] = [Math.abs(b.x - a.x), Math.abs(b.y - a.y)];
    if (Math.min(dx, dy) > STRAIGHT * Math.max(dx, dy)) return undefined;
    steps[dx > dy ? 'x' : 'y'].push(Math.max(dx, dy));
  }
  const along = (axis: 'x' | 'y') => {
    const all = rings.flatMap((ring) => ring.map((corner) => corner[axis]));
    const [from, to] = [Math.min(...all), Math.max(...all)];
    const count = Math.round((to - from) / Math.min(...steps[axis].filter((step) => step > 0)));
    return { from, count, side: (to - from) / count };
  };
  const [x, y] = [along('x'), along('y')];
  if (!(x.count > 0 && y.count > 0)) return undefined;
  return { origin: { x: x.from, y: y.from }, side: { x: x.side, y: y.side }, columns: x.count, rows: y.count };
}

const AROUND = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => [dx, dy] as const));

const key = (x: number, y: number) => `${x},${y}`;

/** With those between squares that touch at a corner alone. */
function bridged(squares: readonly Xy[]): Xy[] {
  const all = new Set(squares.map(({ x, y }) => key(x, y)));
  const bridges = squares.flatMap(({ x, y }) =>
    [-1, 1].flatMap((dx) => {
      const [beside, above] = [
        { x: x + dx, y },
        { x, y: y + 1 },
      ];
      const touch = all.has(key(x + dx, y + 1)) && !all.has(key(beside.x, y)) && !all.has(key(x, above.y));
      return touch ? [beside, above] : [];
    }),
  );
  return [...squares, ...bridges];
}

/** With the gaps between squares filled that are narrower than three. */
function closed(squares: readonly Xy[]): Xy[] {
  const grown = new Map(
    squares.flatMap(({ x, y }) => AROUND.map(([dx, dy]) => [key(x + dx, y + dy), { x: x + dx, y: y + dy }] as const)),
  );
  return [...grown.values()].filter(({ x, y }) => AROUND.every(([dx, dy]) => grown.has(key(x + dx, y + dy))));
}

/** Each corner goes towards the middle of its neighbours, again and again, on its leash. */
function relaxed(ring: Ring): Xy[] {
  const fixed = edgesOf(ring).flatMap(([from, to]): Xy[] => {
    const pieces = Math.max(1, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / STEP));
    return Array.from({ length: pieces }, (_, i) => ({
      x: from.x + ((to.x - from.x) * i) / pieces,
      y: from.y + ((to.y - from.y) * i) / pieces,
    }));
  });
  let at = fixed;
  // a small ring would be drawn together to a point
  const rounds = Math.min(MOST_ROUNDS, Math.ceil(fixed.length / 8));
  for (let round = 0; round < rounds; round++)
    at = at.map(({ x, y }, i) => {
      const [before, after] = [at.at(i - 1)!, at[(i + 1) % at.length]!];
      return leashed(fixed[i]!, { x: (before.x + 2 * x + after.x) / 4, y: (before.y + 2 * y + after.y) / 4 });
    });
  return at;
}

function leashed(from: Xy, to: Xy): Xy {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const part = Math.min(1, FARTHEST / Math.max(Math.hypot(dx, dy), 1e-9));
  return { x: from.x + dx * part, y: from.y + dy * part };
}
