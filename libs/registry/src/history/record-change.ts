import type { EntityManager } from 'typeorm';
import { actorNow } from '../audit/actor.js';
import { note } from '../audit/audit.js';
import { HistoryRow } from '../entities/thing.entity.js';

/** Something registered, before and after a change. */
export interface Change {
  /** Kind of thing, or device, gateway, profile, commune. */
  kind: string;
  id: string;
  change: HistoryRow['change'];
  /** Absent where it is new. */
  before?: Body | undefined;
  /** Of what was removed: as it was. */
  after: Body;
}
type Body = Readonly<Record<string, unknown>> & { readonly version?: number | undefined };

/** Keeps the version that a change made, and a line in the audit log, in the caller's transaction. */
export async function recordChange(m: EntityManager, change: Change, now: number): Promise<void> {
  await keepVersion(m, change, now);
  const { kind, id, before, after } = change;
  const action = { added: 'add', changed: 'update', removed: 'remove', restored: 'restore' }[change.change];
  const fields = before ? changedFields(before, after) : [];
  await note(m, { action: `${kind}.${action}`, target: id, ...(fields.length > 0 && { detail: { fields } }) }, now);
}

/** The version alone: an import is one line of the audit log, not five thousand. */
export async function keepVersion(m: EntityManager, { kind, id, change, before, after }: Change, now: number) {
  const version = after.version ?? 1;
  const known = before?.version;
  // what was registered before versions were kept: as it was until now, from a time that nobody wrote down
  if (known !== undefined && !(await m.existsBy(HistoryRow, { kind, id, version: known })))
    await m.insert(HistoryRow, { kind, id, version: known, change: 'added', at: 0, by: 'hub', body: before });
  await m.insert(HistoryRow, { kind, id, version, change, at: now, by: actorNow().by, body: after });
}

/** Version of something that is registered: of what was there before and taken out, the one after its last. */
export async function firstVersion(m: EntityManager, kind: string, id: string): Promise<number> {
  return ((await m.maximum(HistoryRow, 'version', { kind, id })) ?? 0) + 1;
}

export function changedFields(before: Body, after: Body): string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].filter((f) => f !== 'version' && JSON.stringify(before[f]) !== JSON.stringify(after[f])).sort();
}
