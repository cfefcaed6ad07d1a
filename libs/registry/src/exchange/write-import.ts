import { isDeepStrictEqual } from 'node:util';
import type { Thing, ThingKind } from '#hub/contracts';
import type { EntityManager } from 'typeorm';
import { actorNow } from '../audit/actor.js';
import { HistoryRow, ThingRow } from '../entities/thing.entity.js';
import { inChunks } from '../input/in-chunks.js';
import { bumpRevision } from '../snapshot/revision.js';
import { follow } from '../things/follow.js';
import { toRow } from '../things/thing-row.js';
import type { ReadyRow } from './check-import.js';

/** Writes what was found to be right, each with its next version; what a row does not change stays as it is. */
export async function writeImport(
  m: EntityManager,
  kind: ThingKind,
  ready: readonly ReadyRow[],
  now: number,
): Promise<{ added: number; changed: number }> {
  const fresh = ready.filter(
    ({ thing, before }) => !before || before.removed || !isDeepStrictEqual(thing, before.thing),
  );
  await inChunks(fresh, async (some) => {
    const things = some.map(({ thing }) => ({ ...thing, version: thing.version + 1 }) as Thing);
    await m.upsert(
      ThingRow,
      things.map((thing) => toRow(kind, thing)),
      ['kind', 'id'],
    );
    await m.insert(
      HistoryRow,
      some.map((row, i) => historyRow(kind, row, things[i]!, now)),
    );
  });
  // devices say these in their own words; of other kinds nothing follows but that they are read anew
  if (kind === 'hamlet' || kind === 'site')
    for (const { thing, before } of fresh) await follow(m, kind, before?.thing, thing, now);
  if (fresh.length > 0) await bumpRevision(m);
  const added = fresh.filter(({ before }) => !before || before.removed).length;
  return { added, changed: fresh.length - added };
}

const historyRow = (kind: ThingKind, { before }: ReadyRow, thing: Thing, now: number): HistoryRow => ({
  ...{ kind, id: thing.id, version: thing.version, at: now, by: actorNow().by, body: thing },
  change: !before ? 'added' : before.removed ? 'restored' : 'changed',
});
