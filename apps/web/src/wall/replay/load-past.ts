import type { Alert, Device, DeviceProfile, Incident, Metric } from '#hub/contracts';
import { getReadings, type ReadPoint } from '../../live/readings.js';
import { getJson, listIn, RequestFailed } from '../../live/rest.js';
import { staleAfter } from '../stations/station-state.js';
import type { Span } from './incident-span.js';
import type { KnownAlert, PastOfWall } from './wall-at.js';
import type { WantedSeries } from './wanted-series.js';

/** For the report of what was over before. */
const REPORT_MS = 36 * 3_600_000;
const MOST_ALERTS = 200;
/** As many as a browser sends to one server at once: a request that waits in its queue would run out of time. */
const AT_ONCE = 6;

/** Alerts that stood on the wall in that time or were over not long before, with when they came and went. */
export async function loadAlerts(span: Span, signal: AbortSignal): Promise<KnownAlert[]> {
  const query = `from=${span.from - REPORT_MS}&to=${span.to}&limit=${MOST_ALERTS}`;
  const alerts = listIn<Alert>(await getJson(`/api/alerts?${query}`, signal), 'alerts').filter((a) => !a.backdated);
  return inTurns(alerts, async (alert) => {
    if (alert.endedAt !== undefined && alert.endedAt < span.from - REPORT_MS / 36) return knownBy(alert, []);
    const { events } = await getJson<{ events: { change: string; at: number }[] }>(
      `/api/alerts/${encodeURIComponent(alert.id)}`,
      signal,
    );
    return knownBy(alert, events);
  });
}

/** Incidents that went on in that time. */
export async function loadIncidents(span: Span, signal: AbortSignal): Promise<Incident[]> {
  const query = `from=${span.from}&to=${span.to}&limit=${MOST_ALERTS}`;
  return listIn<Incident>(await getJson(`/api/incidents?${query}`, signal), 'incidents').filter(
    (one) => !one.backdated,
  );
}

export function knownBy(alert: Alert, events: readonly { change: string; at: number }[]): KnownAlert {
  const at = (change: string) => events.find((e) => e.change === change)?.at;
  return {
    alert,
    opened: at('opened') ?? alert.learntAt,
    returned: at('returned') ?? at('closed') ?? alert.endedAt,
    news: events.filter((e) => e.change === 'opened' || e.change === 'updated').map((e) => e.at),
  };
}

/** Readings in bins of the replay's step, from as far back as a value is still shown. */
export async function loadReadings(
  wanted: readonly WantedSeries[],
  span: Span,
  devices: readonly Device[],
  profiles: readonly DeviceProfile[],
  signal: AbortSignal,
): Promise<PastOfWall['readings']> {
  const profileOf = new Map(devices.map((d) => [d.id, profiles.find((p) => p.id === d.profile)]));
  const readings = new Map<string, Map<Metric, readonly ReadPoint[]>>();
  await inTurns(wanted, async ({ device, metric }) => {
    const from = span.from - staleAfter(profileOf.get(device), metric);
    const query = { device, metric, from, to: span.to, every: `${span.stepMs}ms`, aggregate: 'last' } as const;
    const points = await getReadings(query, signal).catch(ofUnknown);
    readings.set(device, (readings.get(device) ?? new Map()).set(metric, points));
  });
  return readings;
}

/** A device that is gone has no history; a server that does not answer is another matter. */
function ofUnknown(error: unknown): ReadPoint[] {
  if (error instanceof RequestFailed && error.reason === 'not-found') return [];
  throw error;
}

async function inTurns<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      answers[index] = await ask(items[index]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return answers;
}
