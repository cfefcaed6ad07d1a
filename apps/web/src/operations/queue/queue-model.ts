import { type Cause, type Incident, SEVERITIES, type Severity } from '#hub/contracts';
import { finds } from '../../admin/data/fold.js';
import { byUrgency, isDone } from '../../incidents/incident.js';

export const TABS = ['open', 'shelved', 'done'] as const;
export type Tab = (typeof TABS)[number];

export interface Filters {
  search: string;
  cause?: Cause;
  severity?: Severity;
  /** Given to whoever sits here. */
  mine: boolean;
}
export const NO_FILTERS: Filters = { search: '', mine: false };
export const isFiltered = ({ search, cause, severity, mine }: Filters): boolean =>
  mine || cause !== undefined || severity !== undefined || search.trim() !== '';

export const tabOf = (incident: Incident): Tab => (isDone(incident) ? 'done' : incident.shelved ? 'shelved' : 'open');

/** When it was done with. */
export const doneAt = ({ verdict, updatedAt }: Incident): number => verdict?.at ?? updatedAt;

/** What is told of now, and what the hub has of today: of the same incident the newer. */
export function merged(live: Iterable<Incident>, past: readonly Incident[]): Incident[] {
  const byId = new Map<string, Incident>();
  for (const incident of [...past, ...live]) {
    const known = byId.get(incident.id);
    if (!known || known.revision <= incident.revision) byId.set(incident.id, incident);
  }
  return [...byId.values()];
}

/** Incidents by tab, in the order in which they stand there. Only what was done since `today` is done today. */
export function byTab(incidents: readonly Incident[], today: number): Record<Tab, Incident[]> {
  const tabs: Record<Tab, Incident[]> = { open: [], shelved: [], done: [] };
  for (const incident of incidents) {
    const tab = tabOf(incident);
    if (tab !== 'done' || doneAt(incident) >= today) tabs[tab].push(incident);
  }
  tabs.open.sort(byUrgency);
  tabs.shelved.sort((a, b) => a.shelved!.until - b.shelved!.until);
  tabs.done.sort((a, b) => doneAt(b) - doneAt(a));
  return tabs;
}

/** Without drills: no figure is about them. */
export const realOf = (incidents: readonly Incident[]): Incident[] => incidents.filter(({ drill }) => !drill);

/** Those that somebody looks for. `severity`: at least that. */
export const narrowed = (
  incidents: readonly Incident[],
  { search, cause, severity, mine }: Filters,
  me: string,
): Incident[] =>
  incidents.filter(
    (incident) =>
      (cause === undefined || incident.cause === cause) &&
      (severity === undefined || SEVERITIES.indexOf(incident.severity) >= SEVERITIES.indexOf(severity)) &&
      (!mine || incident.assigned?.to === me) &&
      finds(
        search,
        incident.text.title,
        incident.text.titleEn,
        incident.text.place,
        incident.acknowledgement?.by,
        incident.assigned?.name,
      ),
  );

/**
 * The one before or after in the list; the first one where none is chosen, and none beyond the ends. `followed` came after
 * it when it was chosen: what was taken meanwhile has sunk, and the next one is the one that followed it.
 */
export function neighbour(
  incidents: readonly Incident[],
  chosen: string | undefined,
  step: 1 | -1,
  followed?: string,
): string | undefined {
  const indexOf = (wanted: string | undefined) => incidents.findIndex(({ id }) => id === wanted);
  const at = indexOf(chosen);
  const after = indexOf(followed);
  if (step === 1 && after >= 0 && (at < 0 || after < at)) return followed;
  if (at < 0) return incidents[0]?.id;
  return incidents[Math.min(incidents.length - 1, Math.max(0, at + step))]?.id;
}
