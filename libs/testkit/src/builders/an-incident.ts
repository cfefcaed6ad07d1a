import type { Incident, IncidentChange, IncidentTransition } from '#hub/contracts';

/** An incident of one alert that has just been opened. */
export function anIncident(id: string, over: Partial<Incident> = {}): Incident {
  const now = over.openedAt ?? Date.now();
  return {
    ...{ id, commune: '00000', cause: 'fire', scope: { kind: 'hamlet', id: 'dong' }, severity: 'warning' },
    ...{ state: 'unacknowledged', startedAt: now, openedAt: now, updatedAt: now, revision: 1, alerts: [`${id}-a`] },
    counts: { alerts: 1, open: 1, suppressed: 0, devices: 1 },
    ...{ lead: `${id}-a`, target: 'air-1', backdated: false, simulated: false },
    text: {
      ...{ title: `Khói ${id}`, place: 'Thôn Đông', sentence: `Có khói ở Thôn Đông (${id})`, sms: `Co khoi (${id})` },
      ...{ voice: `Có khói, ${id}`, titleEn: `Smoke ${id}`, sentenceEn: `Smoke in Dong (${id})` },
    },
    ...over,
  };
}

/** As an item of the alerts stream. */
export const changed = (
  change: IncidentChange,
  incident: Incident,
  more: Pick<Partial<IncidentTransition>, 'person' | 'by' | 'at'> = {},
): IncidentTransition => ({ type: 'incident', change, incident, at: Date.now(), ...more });
