/** Addresses of the officer's screens. */
export const HOME = '/security';
const DOINGS = ['false', 'note', 'keep'] as const;
export type Doing = (typeof DOINGS)[number];
export const incidentHref = (id: string, doing?: Doing): string =>
  `${HOME}?incident=${encodeURIComponent(id)}${doing ? `&do=${doing}` : ''}`;

/** Where what a resident tells of is written down. */
export const REPORT = `${HOME}?do=report`;

export interface Wanted {
  incident?: string;
  doing?: Doing | 'report';
}
/** Which screen an address asks for. */
export function wantedIn(search: string): Wanted {
  const query = new URLSearchParams(search);
  const incident = query.get('incident');
  const doing = DOINGS.find((one) => one === query.get('do'));
  if (!incident) return query.get('do') === 'report' ? { doing: 'report' } : {};
  return { incident, ...(doing && { doing }) };
}

interface Spot {
  lat: number;
  lon: number;
}
/** Opens whatever finds ways on this phone. An iPhone knows no geo: addresses. */
export const routeHref = ({ lat, lon }: Spot, userAgent: string): string =>
  /iPhone|iPad|Macintosh/.test(userAgent)
    ? `maps://?daddr=${lat},${lon}&dirflg=d`
    : `geo:${lat},${lon}?q=${lat},${lon}`;
