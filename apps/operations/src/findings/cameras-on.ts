import { type Camera, type Device, type FindingCase, isGone, type LonLat, type SuspectedArea } from '#hub/contracts';
import { planeAt } from '#hub/geodesy';
import { seenBy } from '#hub/smoke';
import { cellsOf } from './area-cells.js';

/** Cameras that look at some of the area, the nearest first. `rangeM`: how far a camera's smoke is believed. */
export function camerasOn(
  where: SuspectedArea,
  devices: Iterable<Device>,
  views: readonly Camera[],
  rangeM: number,
): FindingCase['cameras'] {
  const looks = new Map(views.map((view) => [view.id, view]));
  const plane = planeAt(where.best);
  const toXy = (at: LonLat) => {
    const [x, y] = plane(at);
    return { x, y };
  };
  // a narrow view may pass between the middles of cells, and yet look straight at the likeliest point
  const places = [{ x: 0, y: 0 }, ...cellsOf(where).cells];
  return [...devices]
    .flatMap(({ id, name, lat, lon, state }) => {
      const look = looks.get(id);
      if (!look || lat === undefined || lon === undefined || isGone(state)) return [];
      const at = toXy([lon, lat]);
      const view = { at, bearing: look.bearing, fov: look.fieldOfView, range: rangeM };
      if (!places.some((place) => seenBy(view, place))) return [];
      return [{ camera: id, name, metres: Math.round(Math.hypot(at.x, at.y)) }];
    })
    .sort((a, b) => a.metres - b.metres || (a.camera < b.camera ? -1 : 1));
}
