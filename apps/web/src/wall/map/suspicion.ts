import type { FindingSketch, SuspectedArea } from '#hub/contracts';
import { polygonsOf } from '#hub/geodesy';
import { drawnOutline } from '#hub/smoke';
import type { Matter } from '../alerts/matters.js';
import { rank } from '../stations/station-state.js';
import type { Incident } from './incident.js';
import { away, type Pixel, type Projection } from './projection.js';
import { boxOf, type Ring, type Seen, seenOf, type Shown } from './seen.js';
import { ellipse, isSmoke, path } from './smoke.js';

/** An area as it is drawn. */
export interface Suspicion {
  key: string;
  rings: readonly Ring[];
  /** Path of its edge. */
  d: string;
  /** Half its height, pixels. */
  reach: number;
  /** Where smoke is drawn from: the likeliest place. */
  source: Pixel;
  /** How far about the source it is likelier than elsewhere, pixels; absent of a guess. */
  glow?: number;
  seen: Seen;
  /** Spots of what is seen where a mark may stand, those next to the source first. */
  spots: readonly Pixel[];
}
/** The map that it is drawn on, and the length of a layout pixel. */
export interface Ground {
  projection: Projection;
  shown: Shown;
  u: number;
}

/** Half the width of a guess upwind of one station, layout pixels. */
const LEAST_RADIUS = 56;
/** … and of what can be told from five metres away: what is smaller is drawn as a circle round it. */
const LEAST_SEEN = 44;
/** Layout pixels between the points by which is told what is seen of an area. */
const STEP = 10;
/** A mark stands so many steps from the edge, where there is room. */
const INSET = 3;
/** More than these on one map are no help to anybody. */
const MOST = 3;

/** Areas of other fires than the one that the map is about: those with an open alert, the worst first. */
export function otherAreas(
  incident: Incident | undefined,
  alerts: readonly Matter[],
): { alert: Matter; finding: FindingSketch & { where: SuspectedArea } }[] {
  const seen = new Set([incident?.alert.finding?.id]);
  return alerts
    .filter(isSmoke)
    .sort((a, b) => rank(b.severity) - rank(a.severity))
    .flatMap((alert) => {
      const { finding } = alert;
      if (!finding?.where || seen.has(finding.id)) return [];
      seen.add(finding.id);
      return [{ alert, finding: { ...finding, where: finding.where } }];
    })
    .slice(0, MOST - 1);
}

/** What is drawn of an incident; undefined where the hub looked for an area and found that nothing can be said. */
export function suspicionOf({ alert, area, at }: Incident, ground: Ground): Suspicion | undefined {
  const { finding } = alert;
  if (finding) return finding.where && outlined(finding.id, finding.where, ground);
  const { pxPerMetre, project } = ground.projection;
  const centre = away(project(at), area.bearing, area.distance, pxPerMetre);
  const along = Math.max(LEAST_RADIUS * ground.u, area.along * pxPerMetre);
  const across = Math.max(LEAST_RADIUS * ground.u, area.across * pxPerMetre);
  const source = area.distance > 0 ? away(centre, area.bearing + 180, along * 0.6, 1) : centre;
  const rings = [ellipse(centre, area.bearing, along, across)];
  return { ...drawn(rings, centre, ground), key: alert.id, source };
}

/** An area that the hub worked out. */
export function outlined(key: string, where: SuspectedArea, ground: Ground): Suspicion {
  const { projection, u } = ground;
  const source = projection.project(where.best);
  const outline = polygonsOf(where.area).flat();
  const rings = drawnOutline(outline.map((ring) => ring.slice(1).map(projection.project)));
  const { x, y, width, height } = boxOf(rings);
  const small = Math.max(width, height) < 2 * LEAST_SEEN * u;
  const round = () => ellipse({ x: x + width / 2, y: y + height / 2 }, 0, LEAST_SEEN * u, LEAST_SEEN * u);
  const glow = Math.sqrt((where.km2 * 1e6) / Math.PI) * projection.pxPerMetre;
  return { ...drawn(small ? [round()] : rings, source, ground), key, source, glow: Math.max(LEAST_SEEN * u, glow) };
}

function drawn(rings: readonly Ring[], from: Pixel, { shown, u }: Ground) {
  const seen = seenOf(rings, shown, STEP * u);
  return { rings, d: rings.map(path).join(''), reach: boxOf(rings).height / 2, seen, spots: spotsOf(seen, from, u) };
}

/** What is seen, the next to a place first; what lies at the edge comes last. */
function spotsOf({ points }: Seen, from: Pixel, u: number): Pixel[] {
  const key = (x: number, y: number) => `${Math.round(x)} ${Math.round(y)}`;
  const all = new Set(points.map(({ x, y }) => key(x, y)));
  const inset = INSET * STEP * u;
  const isDeep = ({ x, y }: Pixel) =>
    [-1, 1].every((side) => all.has(key(x + side * inset, y)) && all.has(key(x, y + side * inset)));
  const metres = (at: Pixel) => Math.hypot(at.x - from.x, at.y - from.y);
  const sorted = [...points].sort((a, b) => metres(a) - metres(b));
  const deep = sorted.filter(isDeep);
  return [...deep, ...sorted.filter((at) => !deep.includes(at))];
}
