import type { ListedSource, LonLat, PointPlace } from '#hub/contracts';

export interface MarkedPoint {
  source: string;
  name: string;
  place: PointPlace;
  at: LonLat;
  /** Where its source pours out. */
  from: LonLat;
}

/** Monitoring points where they stand: as they say themselves, or as their device does. What is nowhere is not drawn. */
export function pointsOnMap(
  sources: readonly ListedSource[],
  placeOf: (device: string) => LonLat | undefined,
): MarkedPoint[] {
  return sources
    .filter(({ source }) => !source.closed)
    .flatMap(({ source: { id, lat: north, lon: east, points = [] } }) =>
      points.flatMap(({ name, place, device, lat, lon }): MarkedPoint[] => {
        const own: LonLat | undefined = lat === undefined || lon === undefined ? undefined : [lon, lat];
        const at = own ?? (device === undefined ? undefined : placeOf(device));
        return at ? [{ source: id, name, place, at, from: [east, north] }] : [];
      }),
    );
}
