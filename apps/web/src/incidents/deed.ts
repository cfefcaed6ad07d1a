import type { FalseCause, SmokeSourceType } from '#hub/contracts';

/** What somebody does about an incident, as the hub is told it. */
export type Deed =
  | { do: 'acknowledge'; note?: string }
  | { do: 'assign'; to: string }
  | { do: 'comment'; note?: string; photo?: string }
  | { do: 'shelve'; until: number; reason: string }
  | { do: 'unshelve' }
  | { do: 'false'; cause: FalseCause; note?: string }
  | { do: 'resolve'; note?: string }
  /** Keeps its place as a fixed source of smoke. Without a place: where the hub thinks that it is. */
  | { do: 'smoke-source'; name: string; type: SmokeSourceType; lat?: number; lon?: number; radiusM?: number };

export const SMOKE_REPORTS = '/api/smoke-reports';
export const reportPath = (id: string): string => `${SMOKE_REPORTS}/${encodeURIComponent(id)}`;
export const INCIDENTS = '/api/incidents';
export const incidentPath = (id: string): string => `${INCIDENTS}/${encodeURIComponent(id)}`;
export const deedPath = (id: string, deed: Pick<Deed, 'do'>): string => `${incidentPath(id)}/${deed.do}`;
