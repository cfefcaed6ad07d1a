import type { AlertTransition } from '#hub/contracts';
import { type EntityManager, In, LessThanOrEqual } from 'typeorm';
import { AlertEventRow, AlertRow } from '../entities/alert.entity.js';
import { digestOf } from '../input/digest.js';
import { inChunks } from '../input/in-chunks.js';
import { storable } from '../input/storable.js';

/** Updates that are kept of one alert: a sensor above its limit for a season makes ten thousand of them. */
export const UPDATES_KEPT = 200;
const TIDIED_EVERY = 100;

/** What is known of an alert before. */
type Known = Pick<AlertRow, 'id' | 'changes' | 'forgotten'>;

/**
 * The log delivers in order, and after a crash again from an earlier place. So a transition that was seen before says
 * nothing new, and one that was not is newer than everything recorded. Times would not tell: an acceptance carries the
 * clock of whoever accepted, and the reading that is decided next may have come in before it.
 */
export async function recordTransitions(m: EntityManager, transitions: readonly AlertTransition[]): Promise<void> {
  const steps = new Map(transitions.map((transition) => [digestOf(transition), transition]));
  const seen = await seenOf(m, [...steps.keys()]);
  const known = await knownOf(m, new Set(transitions.map(({ alert }) => alert.id)));
  const changed = new Map<string, AlertRow>();
  const events: AlertEventRow[] = [];
  for (const [id, transition] of steps) {
    const before = changed.get(transition.alert.id) ?? known.get(transition.alert.id);
    if (seen.has(id) || isForgotten(transition, before)) continue;
    const row = rowOf(transition, before);
    changed.set(row.id, row);
    events.push(eventOf(id, transition, row.changes));
  }
  await inChunks(events, (rows) => m.insert(AlertEventRow, rows));
  for (const row of changed.values()) if (isUntidy(row, known.get(row.id))) await tidy(m, row);
  await inChunks([...changed.values()], (rows) => m.upsert(AlertRow, rows, ['id']));
}

async function seenOf(m: EntityManager, ids: readonly string[]): Promise<Set<string>> {
  const seen = new Set<string>();
  await inChunks(ids, async (some) => {
    for (const { id } of await m.find(AlertEventRow, { select: { id: true }, where: { id: In(some) } })) seen.add(id);
  });
  return seen;
}

async function knownOf(m: EntityManager, ids: ReadonlySet<string>): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  const select = { id: true, changes: true, forgotten: true } as const;
  await inChunks([...ids], async (some) => {
    for (const row of await m.find(AlertRow, { select, where: { id: In(some) } })) known.set(row.id, row);
  });
  return known;
}

/** An update whose event was cleared away. Other transitions keep their events for good. */
const isForgotten = ({ change, at }: AlertTransition, before: Known | undefined): boolean =>
  change === 'updated' && before?.forgotten != null && at <= before.forgotten;

const isUntidy = ({ changes }: AlertRow, before: Known | undefined): boolean =>
  Math.floor(changes / TIDIED_EVERY) > Math.floor((before?.changes ?? 0) / TIDIED_EVERY);

async function tidy(m: EntityManager, row: AlertRow): Promise<void> {
  const old = { alert: row.id, change: 'updated', seq: LessThanOrEqual(row.changes - UPDATES_KEPT) };
  row.forgotten = (await m.maximum(AlertEventRow, 'at', old)) ?? row.forgotten;
  await m.delete(AlertEventRow, old);
}

function rowOf({ alert }: AlertTransition, before: Known | undefined): AlertRow {
  const { id, key, rule, target, commune, severity, state, startedAt, learntAt, updatedAt, simulated } = alert;
  const backdated = alert.backdated || alert.doubted === true;
  return {
    ...{ id, key, rule, target, commune, severity, state, startedAt, learntAt, backdated, updatedAt, simulated },
    endedAt: alert.endedAt ?? null,
    incident: alert.incident ?? null,
    verdict: alert.verdict?.kind ?? null,
    body: alert,
    changes: (before?.changes ?? 0) + 1,
    forgotten: before?.forgotten ?? null,
  };
}

function eventOf(id: string, transition: AlertTransition, seq: number): AlertEventRow {
  const { change, at, alert } = transition;
  // releases before named whoever took it in the alert alone
  const taken = change === 'acknowledged' ? alert.acknowledgement : undefined;
  const by = transition.by ?? taken?.by;
  const note = transition.note ?? taken?.note;
  return {
    ...{ id, alert: alert.id, seq, change, at, state: alert.state },
    by: by === undefined ? null : storable(by),
    person: transition.person ?? null,
    note: note === undefined ? null : storable(note),
    photo: transition.photo ?? null,
  };
}
