import type { Alert, AlertState, Incident, IncidentChange } from '#hub/contracts';
import { isOpen } from '../lifecycle/alert.js';
import type { Handled } from '../lifecycle/hands.js';
import { type IncidentRecord, rank } from './record.js';

/** Ids that an incident names; whoever wants all asks for its alerts. */
const NAMED = 100;

export const goesOn = (state: AlertState): boolean => state === 'unacknowledged' || state === 'acknowledged';

/** The incident as it stands: what the hub knows of it, its alerts, and what people made of it. */
export function incidentOf(record: IncidentRecord, alerts: readonly Alert[], handled: Handled | undefined): Incident {
  const { alerts: ids, total, outage: _, flappingKeys: __, unshelved, revision, ...known } = record;
  const state = stateOf(record, alerts, handled);
  const endedAt = goesOn(state) ? undefined : endOf(record, alerts);
  const { acknowledgement, assigned, shelved, verdict, changes = 0 } = handled ?? {};
  return {
    ...known,
    state,
    ...(endedAt !== undefined && { endedAt }),
    revision: revision + changes,
    alerts: ids.slice(-NAMED),
    counts: {
      alerts: total,
      open: alerts.filter(isOpen).length,
      suppressed: alerts.filter((alert) => alert.suppressed && isOpen(alert)).length,
      devices: new Set(alerts.map(({ target }) => target)).size,
    },
    ...(acknowledgement && { acknowledgement }),
    ...(assigned && { assigned }),
    ...(shelved && shelved.at !== unshelved && { shelved }),
    ...(verdict && { verdict }),
  };
}

function stateOf(record: IncidentRecord, alerts: readonly Alert[], handled: Handled | undefined): AlertState {
  if (record.backdated || record.suppressed) return 'closed';
  const taken = handled?.acknowledgement !== undefined || handled?.verdict !== undefined;
  if (record.outage) {
    if (record.outage.overAt === undefined) return taken ? 'acknowledged' : 'unacknowledged';
    return taken ? 'closed' : 'returned';
  }
  // where others are to be trusted, a doubted one neither keeps it going nor wants to be looked at
  const counting = record.doubted ? alerts : alerts.filter(({ doubted }) => !doubted);
  const states = new Set(counting.filter(({ suppressed }) => !suppressed).map(({ state }) => state));
  // whether what comes and goes is there at the moment says nothing
  if (record.flappingSince !== undefined)
    return taken && !states.has('unacknowledged') ? 'acknowledged' : 'unacknowledged';
  return (['unacknowledged', 'acknowledged', 'returned'] as const).find((state) => states.has(state)) ?? 'closed';
}

function endOf(record: IncidentRecord, alerts: readonly Alert[]): number | undefined {
  if (record.outage) return record.outage.overAt;
  const ends = alerts.flatMap(({ endedAt }) => endedAt ?? []);
  // recorded without an end, as late data told of it
  if (record.backdated && alerts.some(({ endedAt }) => endedAt === undefined)) return undefined;
  return ends.length > 0 ? Math.max(...ends) : record.updatedAt;
}

/** What is to be told of it; undefined: nothing that anybody would look at is another. */
export function changeOf(before: Incident | undefined, after: Incident): IncidentChange | undefined {
  if (!before) return after.backdated ? 'closed' : 'opened';
  if (before.backdated && !after.backdated) return 'opened';
  const flaps = after.flappingSince !== undefined;
  if (flaps && before.flappingSince === undefined) return 'flapping';
  if (!goesOn(before.state) && goesOn(after.state)) return 'reopened';
  if (rank(after.severity) > rank(before.severity) || (before.doubted && !after.doubted)) return 'raised';
  // what comes and goes is no news
  const news = ({ counts }: Incident) => (flaps ? counts.open - counts.suppressed : counts.alerts);
  if (news(after) > news(before) && !after.backdated) return 'grew';
  if (after.state !== before.state && (after.state === 'returned' || after.state === 'closed')) return after.state;
  const seen = ({ state, endedAt, startedAt, lead, text, counts, flappingSince }: Incident) =>
    JSON.stringify([state, endedAt, startedAt, lead, text, counts, flappingSince]);
  return seen(before) === seen(after) ? undefined : 'updated';
}
