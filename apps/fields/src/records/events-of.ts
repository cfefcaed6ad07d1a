import type { FarmRecord } from '#hub/contracts';
import { dayName, dayOf, type Measurement, type PlotEvent } from '#hub/irrigation';

const HOUR_MS = 3_600_000;
/** Whoever says that the pump runs and nothing after it has let it run for so long. */
const RUNS_HOURS = 1;

export interface Said {
  events: PlotEvent[];
  /** Read on the tube by eye: as good as a probe that speaks once. */
  measurements: Measurement[];
}

/** What people said of one plot, in the terms of the water balance. What was taken back counts for nothing. */
export function saidOf(records: readonly FarmRecord[]): Said {
  const taken = new Set(records.flatMap(({ deed }) => (deed.did === 'taken-back' ? [deed.of] : [])));
  const said: Said = { events: [], measurements: [] };
  for (const { key, deed, at } of records) {
    if (taken.has(key)) continue;
    switch (deed.did) {
      case 'irrigated':
        said.events.push({ type: 'irrigated', at: at - deed.hours * HOUR_MS, hours: deed.hours });
        break;
      case 'running':
        // the hours that are told later take its place
        if (!toldLater(records, at, taken)) said.events.push({ type: 'irrigated', at, hours: RUNS_HOURS });
        break;
      case 'shut':
        said.events.push({ type: 'gate-closed', at });
        break;
      case 'took-salt':
        said.events.push({ type: 'salt-water', at });
        break;
      case 'rain':
        // read in the morning: what fell since yesterday's reading is yesterday's
        said.events.push({ type: 'rain-gauge', day: dayName(dayOf(at - 12 * HOUR_MS)), mm: deed.mm, at });
        break;
      case 'level':
        said.measurements.push({ at, metric: 'field_level', value: deed.cm });
        break;
      case 'fertiliser':
        said.events.push({ type: 'fertiliser', day: dayName(dayOf(at)) });
        break;
      case 'could-not':
      case 'taken-back':
        break;
    }
  }
  return said;
}

/** Within a day after it somebody said for how many hours the pump ran. */
const toldLater = (records: readonly FarmRecord[], at: number, taken: ReadonlySet<string>): boolean =>
  records.some(
    (other) =>
      other.deed.did === 'irrigated' && !taken.has(other.key) && other.at >= at && other.at <= at + 24 * HOUR_MS,
  );
