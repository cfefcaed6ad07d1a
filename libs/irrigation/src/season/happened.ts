import { HOUR_MS } from '../calendar.js';
import type { Reason } from '../reference.js';
import { depthOf } from '../units.js';
import type { Field } from './field.js';
import type { PlotEvent } from './plot.js';

/** Water let in, from then until then; both the same where only its amount is known. */
export interface Pour {
  from: number;
  to: number;
  /** On the field, mm; taken from the canal, m³. */
  mm: number;
  m3: number;
  salt: boolean;
}

/** What people told of a plot, in order of time. */
export interface Happened {
  pours: readonly Pour[];
  /** mm by day (days since 1970 as its name says it). */
  gauge: ReadonlyMap<string, number>;
  /** Times. */
  drained: readonly number[];
  fertiliser: readonly string[];
  notes: readonly Reason[];
}

/** Order of the list does not count. What ends an inflow cuts it; an inflow without amount counts for nothing, and that is said. */
export function happenedOn(field: Field, events: readonly PlotEvent[]): Happened {
  const timesOf = (type: 'gate-closed' | 'drained') =>
    events.flatMap((event) => (event.type === type ? [event.at] : [])).sort((a, b) => a - b);
  const closed = timesOf('gate-closed');
  const notes: Reason[] = [];
  const pours = events.flatMap((event): Pour[] => {
    if (event.type !== 'irrigated' && event.type !== 'salt-water') return [];
    const salt = event.type === 'salt-water';
    const discharge = event.discharge ?? field.plot.discharge;
    const amount = event.m3 ?? (event.hours ?? Number.NaN) * (discharge ?? Number.NaN);
    if (!(amount > 0)) {
      notes.push({ key: 'inflow-unknown', figures: { at: event.at } });
      return salt ? [{ from: event.at, to: event.at, mm: 0, m3: 0, salt }] : [];
    }
    const to = event.at + Math.max(0, event.hours ?? 0) * HOUR_MS;
    const end = closed.find((at) => at > event.at && at < to) ?? to;
    const m3 = to > event.at ? (amount * (end - event.at)) / (to - event.at) : amount;
    return [{ from: event.at, to: end, m3, mm: depthOf(m3 * field.efficiency, field.plot.areaM2)!, salt }];
  });
  const gauges = events
    .flatMap((event) => (event.type === 'rain-gauge' && event.mm >= 0 ? [event] : []))
    .sort((a, b) => a.at - b.at || a.mm - b.mm);
  return {
    pours: pours.sort((a, b) => a.from - b.from || a.to - b.to || a.mm - b.mm),
    gauge: new Map(gauges.map(({ day, mm }) => [day, mm])),
    drained: timesOf('drained'),
    fertiliser: events.flatMap((event) => (event.type === 'fertiliser' ? [event.day] : [])).sort(),
    notes: notes.sort((a, b) => Number(a.figures!.at) - Number(b.figures!.at)),
  };
}

/** Of an inflow, what came between two moments. */
export function partBetween({ from, to }: Pour, start: number, end: number): number {
  if (to === from) return from >= start && from < end ? 1 : 0;
  return Math.max(0, Math.min(to, end) - Math.max(from, start)) / (to - from);
}

/** When salt water came in and was not yet flushed out: drained, or so many mm of fresh water after it; undefined: no salt. */
export function saltSince({ pours, drained }: Happened, until: number, flushMm: number): number | undefined {
  let [since, fresh]: [number | undefined, number] = [undefined, 0];
  for (const pour of pours) {
    if (pour.from > until) break;
    if (pour.salt) [since, fresh] = [pour.from, 0];
    else if (since !== undefined) fresh += pour.mm;
    if (fresh >= flushMm) since = undefined;
  }
  return since !== undefined && !drained.some((at) => at > since && at <= until) ? since : undefined;
}
