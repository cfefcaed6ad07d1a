import type { CommandTransition } from '#hub/contracts';
import { type EntityManager, In } from 'typeorm';
import { asActor } from '../audit/actor.js';
import { note } from '../audit/audit.js';
import { CommandEventRow, CommandRow } from '../entities/command.entity.js';
import { digestOf } from '../input/digest.js';
import { inChunks } from '../input/in-chunks.js';
import { storable } from '../input/storable.js';

/**
 * The log delivers in order, and after a crash again from an earlier place: a transition that was seen before says nothing
 * new. What persons did stands in the audit log as well.
 */
export async function recordCommands(m: EntityManager, transitions: readonly CommandTransition[]): Promise<void> {
  const steps = new Map(transitions.map((transition) => [digestOf(transition), transition]));
  const seen = await seenOf(m, [...steps.keys()]);
  const counts = await countsOf(m, new Set(transitions.map(({ command }) => command.id)));
  const changed = new Map<string, CommandRow>();
  const events: CommandEventRow[] = [];
  for (const [id, transition] of steps) {
    if (seen.has(id)) continue;
    const { command, change, at, by, note: words } = transition;
    const changes = (counts.get(command.id) ?? 0) + 1;
    counts.set(command.id, changes);
    changed.set(command.id, rowOf(transition, changes));
    events.push({
      ...{ id, command: command.id, seq: changes, change, at, state: command.state },
      by: by === undefined ? null : storable(by),
      note: words === undefined ? null : storable(words),
    });
    if (by === undefined) continue;
    const detail = { device: command.device, name: command.name, state: command.state };
    await asActor({ by }, () => note(m, { action: `command.${change}`, target: command.id, detail }, at));
  }
  await inChunks(events, (rows) => m.insert(CommandEventRow, rows));
  await inChunks([...changed.values()], (rows) => m.upsert(CommandRow, rows, ['id']));
}

async function seenOf(m: EntityManager, ids: readonly string[]): Promise<Set<string>> {
  const seen = new Set<string>();
  await inChunks(ids, async (some) => {
    for (const { id } of await m.find(CommandEventRow, { select: { id: true }, where: { id: In(some) } })) seen.add(id);
  });
  return seen;
}

async function countsOf(m: EntityManager, ids: ReadonlySet<string>): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  await inChunks([...ids], async (some) => {
    const rows = await m.find(CommandRow, { select: { id: true, changes: true }, where: { id: In(some) } });
    for (const { id, changes } of rows) counts.set(id, changes);
  });
  return counts;
}

function rowOf({ command }: CommandTransition, changes: number): CommandRow {
  const { id, commune, device, name, by, state, at, simulated, byHand } = command;
  return {
    ...{ id, commune, device, name, by, state, at, simulated, changes },
    person: byHand?.person ?? null,
    body: command,
  };
}
