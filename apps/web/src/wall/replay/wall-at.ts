import { type Alert, type CameraEvent, type Incident, type LatestValue, METRICS, type Metric } from '#hub/contracts';
import { EMPTY, type LiveState, type ValuesOfDevice } from '../../live/live-state.js';
import type { ReadPoint } from '../../live/readings.js';
import { byUrgency } from '../stations/station-state.js';

/** When an alert came to the wall and left it, server time. */
export interface KnownAlert {
  /** As it is known today. */
  alert: Alert;
  opened: number;
  returned?: number;
  /** Times at which there was news of it. */
  news: readonly number[];
}
/** What is known of the time a replay shows. */
export interface PastOfWall {
  alerts: readonly KnownAlert[];
  /** What its alerts belong to, as it is known today. */
  incidents: readonly Incident[];
  /** Readings by device and metric in bins of `stepMs`, oldest first. */
  readings: ReadonlyMap<string, ReadonlyMap<Metric, readonly ReadPoint[]>>;
  stepMs: number;
}

/** Neighbours' values older than this say nothing of the background. */
const BACKGROUND_MS = 10 * 60_000;

/**
 * The live state as it was at `time`: what had been measured, and the alerts that stood on the wall. What history does
 * not tell (links, the hub's own state, pictures) is left out, never filled in from the present.
 */
export function liveAt(past: PastOfWall, time: number): LiveState {
  const latest = new Map<string, ValuesOfDevice>();
  for (const [device, metrics] of past.readings) {
    const values: Partial<Record<Metric, LatestValue>> = {};
    for (const [metric, points] of metrics) {
      const point = lastUntil(points, time - past.stepMs);
      if (!point) continue;
      const ts = point.time + past.stepMs;
      values[metric] = { value: point.value, ts, received: ts, quality: point.quality };
    }
    if (Object.keys(values).length > 0) latest.set(device, values);
  }
  const shown = past.alerts.filter((known) => known.opened <= time);
  const open = shown.filter((known) => known.returned === undefined || known.returned > time);
  const alerts = open.map((known) => alertAt(known, time, past, latest)).sort(byUrgency);
  const ended = shown
    .filter((known) => !open.includes(known))
    .map(({ alert, returned }): Alert => ({ ...alert, state: 'returned', endedAt: alert.endedAt ?? returned }))
    .sort((a, b) => b.startedAt - a.startedAt);
  return {
    ...{ ...EMPTY, latest, ended, alerts: new Map(alerts.map((a) => [a.id, a])) },
    incidents: new Map(past.incidents.flatMap((one) => incidentAt(one, alerts, time)).map((one) => [one.id, one])),
    cameras: camerasAt(shown, time),
  };
}

/** Whatever somebody made of it later is not so yet. */
const handsAt = (
  { acknowledgement, assigned, shelved, verdict, suppressed }: Pick<Alert, Hands>,
  time: number,
): Pick<Alert, Hands> => ({
  acknowledgement: until(acknowledgement, time),
  assigned: until(assigned, time),
  shelved: shelved && shelved.until > time ? until(shelved, time) : undefined,
  verdict: until(verdict, time),
  suppressed: until(suppressed, time),
});
type Hands = 'acknowledgement' | 'assigned' | 'shelved' | 'verdict' | 'suppressed';
const until = <T extends { at: number }>(done: T | undefined, time: number): T | undefined =>
  done && done.at <= time ? done : undefined;

function incidentAt(incident: Incident, open: readonly Alert[], time: number): Incident[] {
  const own = open.filter((alert) => alert.incident === incident.id);
  if (incident.openedAt > time || own.length === 0) return [];
  const hands = handsAt(incident, time);
  return [
    {
      ...{ ...incident, ...hands, endedAt: undefined, updatedAt: time },
      state: hands.acknowledgement ? 'acknowledged' : 'unacknowledged',
      counts: { ...incident.counts, open: own.length, devices: new Set(own.map(({ target }) => target)).size },
    },
  ];
}

function alertAt(
  { alert }: KnownAlert,
  time: number,
  past: PastOfWall,
  latest: ReadonlyMap<string, ValuesOfDevice>,
): Alert {
  const hands = handsAt(alert, time);
  const then: Alert = {
    ...alert,
    ...hands,
    state: hands.acknowledgement ? 'acknowledged' : 'unacknowledged',
    endedAt: undefined,
    updatedAt: time,
  };
  const { metric } = alert.facts;
  if (metric === undefined || !Object.hasOwn(METRICS, metric)) return then;
  const value = latest.get(alert.target)?.[metric as Metric]?.value;
  // the highest so far is not known without all readings since the start
  const facts = { ...alert.facts, value, peak: undefined };
  if (alert.facts.background !== undefined)
    facts.background = backgroundAt(alert.target, metric as Metric, time, latest) ?? alert.facts.background;
  return { ...then, facts };
}

/** Median of the other stations, as the neighbours' rule has it. */
function backgroundAt(
  target: string,
  metric: Metric,
  time: number,
  latest: ReadonlyMap<string, ValuesOfDevice>,
): number | undefined {
  const others = [...latest]
    .flatMap(([device, values]) => {
      const value = values[metric];
      return device !== target && value && value.quality === undefined && time - value.ts < BACKGROUND_MS
        ? [value.value]
        : [];
    })
    .sort((a, b) => a - b);
  if (others.length === 0) return undefined;
  const middle = others.length >> 1;
  return others.length % 2 ? others[middle] : (others[middle - 1]! + others[middle]!) / 2;
}

/** What cameras had reported, told by the alerts it led to. Their pictures of that time are not kept. */
function camerasAt(shown: readonly KnownAlert[], time: number): CameraEvent[] {
  const newest = new Map<string, CameraEvent>();
  for (const { alert, opened, news } of shown) {
    if (alert.facts.event === undefined) continue;
    const ts = news.reduce((last, at) => (at <= time && at > last ? at : last), opened);
    if ((newest.get(alert.target)?.ts ?? 0) < ts)
      newest.set(alert.target, { camera: alert.target, event: alert.facts.event, ts, zones: [] });
  }
  return [...newest.values()].sort((a, b) => b.ts - a.ts);
}

/** Newest point that is not after `time`. */
function lastUntil(points: readonly ReadPoint[], time: number): ReadPoint | undefined {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  return points[low - 1];
}
