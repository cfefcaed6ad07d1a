import type { IncidentTransition } from '#hub/contracts';
import { type EntityManager, In, LessThanOrEqual } from 'typeorm';
import { IncidentEventRow, IncidentRow } from '../entities/incident.entity.js';
import { digestOf } from '../input/digest.js';
import { inChunks } from '../input/in-chunks.js';
import { storable } from '../input/storable.js';
import { UPDATES_KEPT } from './record-transitions.js';

const TIDIED_EVERY = 100;
type Known = Pick<IncidentRow, 'id' | 'changes' | 'forgotten' | 'revision' | 'body' | 'takenAt'>;

/**
 * As the transitions of alerts are recorded: what was seen before says nothing new. What hub and people do is committed
 * apart, so that of two transitions the later in the log may be the older: the one with the higher revision stands.
 */
export async function recordIncidents(m: EntityManager, transitions: readonly IncidentTransition[]): Promise<void> {
  const steps = new Map(transitions.map((transition) => [digestOf(transition), transition]));
  const seen = new Set<string>();
  await inChunks([...steps.keys()], async (some) => {
    const found = await m.find(IncidentEventRow, { select: { id: true }, where: { id: In(some) } });
    for (const { id } of found) seen.add(id);
  });
  const known = await knownOf(m, new Set(transitions.map(({ incident }) => incident.id)));
  const changed = new Map<string, IncidentRow>();
  const events: IncidentEventRow[] = [];
  for (const [id, transition] of steps) {
    const before = changed.get(transition.incident.id) ?? known.get(transition.incident.id);
    if (seen.has(id) || isForgotten(transition, before)) continue;
    const row = rowOf(transition, before);
    changed.set(row.id, row);
    events.push(eventOf(id, transition, row.changes));
  }
  await inChunks(events, (rows) => m.insert(IncidentEventRow, rows));
  for (const row of changed.values()) if (isUntidy(row, known.get(row.id))) await tidy(m, row);
  await inChunks([...changed.values()], (rows) => m.upsert(IncidentRow, rows, ['id']));
}

async function knownOf(m: EntityManager, ids: ReadonlySet<string>): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  await inChunks([...ids], async (some) => {
    for (const row of await m.findBy(IncidentRow, { id: In(some) })) known.set(row.id, row);
  });
  return known;
}

const isForgotten = ({ change, at }: IncidentTransition, before: Known | undefined): boolean =>
  change === 'updated' && before?.forgotten != null && at <= before.forgotten;

const isUntidy = ({ changes }: IncidentRow, before: Known | undefined): boolean =>
  Math.floor(changes / TIDIED_EVERY) > Math.floor((before?.changes ?? 0) / TIDIED_EVERY);

async function tidy(m: EntityManager, row: IncidentRow): Promise<void> {
  const old = { incident: row.id, change: 'updated', seq: LessThanOrEqual(row.changes - UPDATES_KEPT) };
  row.forgotten = (await m.maximum(IncidentEventRow, 'at', old)) ?? row.forgotten;
  await m.delete(IncidentEventRow, old);
}

function rowOf({ incident: told }: IncidentTransition, before: Known | undefined): IncidentRow {
  const incident = before && before.revision > told.revision ? before.body : told;
  const { id, cause, scope, severity, state, target, startedAt, openedAt, simulated, revision } = incident;
  const backdated = incident.backdated || incident.doubted === true;
  return {
    ...{ id, cause, severity, state, target, startedAt, openedAt, backdated, simulated, revision },
    ...{ scopeKind: scope.kind, scopeId: scope.id },
    endedAt: incident.endedAt ?? null,
    takenAt: before?.takenAt ?? incident.acknowledgement?.at ?? null,
    assignedTo: incident.assigned?.to ?? null,
    shelvedUntil: incident.shelved?.until ?? null,
    verdict: incident.verdict?.kind ?? null,
    changes: (before?.changes ?? 0) + 1,
    forgotten: before?.forgotten ?? null,
    body: incident,
  };
}

const givenTo = ({ change, incident: { assigned } }: IncidentTransition): string | null =>
  change === 'assigned' && assigned ? storable(assigned.name) : null;

const eventOf = (id: string, transition: IncidentTransition, seq: number): IncidentEventRow => ({
  ...{ id, incident: transition.incident.id, seq, change: transition.change, at: transition.at },
  state: transition.incident.state,
  by: transition.by === undefined ? null : storable(transition.by),
  person: transition.person ?? null,
  note: transition.note === undefined ? null : storable(transition.note),
  to: givenTo(transition),
});
