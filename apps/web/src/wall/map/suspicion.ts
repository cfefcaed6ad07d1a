import type { Alert, FindingSketch, SuspectedArea } from '#hub/contracts';
import { isInside } from '#hub/geodesy';
import { rank } from '../stations/station-state.js';
import { findingOf } from './finding-of.js';
import type { Incident } from './incident.js';
import { away, boundsOf, type Pixel, type Projection } from './projection.js';
import { ellipsePath, isSmoke } from './smoke.js';

/** An area as it is drawn. */
export interface Suspicion {
  key: string;
  /** Path of its edge. */
  d: string;
  centre: Pixel;
  /** From the centre to its upper and lower edge, pixels. */
  reach: number;
  /** Where smoke is drawn from. */
  source: Pixel;
  /** Spots within it where a mark may stand, the best first. */
  spots: readonly Pixel[];
}

/** Half the width of a guess upwind of one station, layout pixels. */
const LEAST_RADIUS = 56;
/** … and of what can be told from five metres away: what is smaller is drawn as a circle round it. */
const LEAST_SEEN = 44;
/** More than these on one map are no help to anybody. */
const MOST = 3;

/** Areas of other fires than the one that the map is about: those with an open alert, the worst first. */
export function otherAreas(
  incident: Incident | undefined,
  alerts: readonly Alert[],
  findings: readonly FindingSketch[],
): { alert: Alert; finding: FindingSketch & { where: SuspectedArea } }[] {
  const seen = new Set([incident?.finding?.id]);
  return alerts
    .filter(isSmoke)
    .sort((a, b) => rank(b.severity) - rank(a.severity))
    .flatMap((alert) => {
      const finding = findingOf(alert, findings);
      if (!finding?.where || seen.has(finding.id)) return [];
      seen.add(finding.id);
      return [{ alert, finding: { ...finding, where: finding.where } }];
    })
    .slice(0, MOST - 1);
}

/** What is drawn of an incident; undefined where the hub looked for an area and found that nothing can be said. */
export function suspicionOf(incident: Incident, projection: Projection, u: number): Suspicion | undefined {
  const { finding, area, at } = incident;
  if (finding) return finding.where && outlined(finding.id, finding.where, projection, u);
  const { pxPerMetre } = projection;
  const centre = away(projection.project(at), area.bearing, area.distance, pxPerMetre);
  const along = Math.max(LEAST_RADIUS * u, area.along * pxPerMetre);
  const across = Math.max(LEAST_RADIUS * u, area.across * pxPerMetre);
  return {
    ...{ key: incident.alert.id, d: ellipsePath(centre, area.bearing, along, across), centre, reach: along },
    source: area.distance > 0 ? away(centre, area.bearing + 180, along * 0.6, 1) : centre,
    spots: [0, 0.3, -0.3, 0.55, -0.55].flatMap((a) =>
      [0, 0.3, -0.3, 0.5, -0.5].map((b) => {
        const on = away(centre, area.bearing, a * area.along, pxPerMetre);
        return away(on, area.bearing + 90, b * area.across, pxPerMetre);
      }),
    ),
  };
}

/** An area that the hub worked out. */
export function outlined(key: string, where: SuspectedArea, projection: Projection, u: number): Suspicion {
  const { area, best } = where;
  const rings = area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
  const bounds = boundsOf(rings.flat())!;
  const [from, to] = [projection.project([bounds.west, bounds.north]), projection.project([bounds.east, bounds.south])];
  const centre = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const source = projection.project(best);
  const least = LEAST_SEEN * u;
  if (Math.max(to.x - from.x, to.y - from.y) < 2 * least)
    return { key, d: ellipsePath(centre, 0, least, least), centre, reach: least, source, spots: [centre] };
  const grid = [0, 0.3, -0.3, 0.55, -0.55, 0.8, -0.8];
  const [lon, lat] = [(bounds.west + bounds.east) / 2, (bounds.south + bounds.north) / 2];
  const within = grid.flatMap((b) =>
    grid.flatMap((a) => {
      const at: [number, number] = [
        lon + (a * (bounds.east - bounds.west)) / 2,
        lat + (b * (bounds.north - bounds.south)) / 2,
      ];
      return isInside(area, at) ? [projection.project(at)] : [];
    }),
  );
  return {
    key,
    d: rings.map((ring) => pathOf(ring.map(projection.project))).join(''),
    centre,
    ...{
      ...{ reach: (to.y - from.y) / 2, source, spots: [source, ...within] },
    },
  };
}

const n = (v: number) => Math.round(v * 10) / 10;
const pathOf = (points: readonly Pixel[]) => `M${points.map(({ x, y }) => `${n(x)} ${n(y)}`).join('L')}Z`;
