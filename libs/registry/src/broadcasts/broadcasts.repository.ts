import type { Broadcast } from '#hub/contracts';
import { In } from 'typeorm';
import type { Database } from '../database/database.js';
import { BroadcastRow } from '../entities/broadcast.entity.js';
import { inChunks } from '../input/in-chunks.js';
import { storable } from '../input/storable.js';

/** What the notices stream says of public messages, where it can be searched. It may be a moment behind the stream. */
export class BroadcastsRepository {
  constructor(private readonly db: Database) {}

  /** Takes messages in the order of the log; the last revision of each counts, also after a replay of older ones. */
  async record(broadcasts: readonly Broadcast[]): Promise<void> {
    if (broadcasts.length === 0) return;
    const last = new Map<string, Broadcast>();
    for (const one of broadcasts) if (one.revision >= (last.get(one.id)?.revision ?? 0)) last.set(one.id, one);
    await this.db.write(async (m) => {
      const known = await m.find(BroadcastRow, {
        select: { id: true, revision: true },
        where: { id: In([...last.keys()]) },
      });
      for (const { id, revision } of known) if (revision > last.get(id)!.revision) last.delete(id);
      await inChunks([...last.values()].map(rowOf), (rows) => m.upsert(BroadcastRow, rows, ['id']));
    });
  }

  get(id: string): Promise<Broadcast | undefined> {
    return this.db.read(async (m) => (await m.findOneBy(BroadcastRow, { id }))?.body);
  }

  /** Names of all recordings that messages are made of. */
  async recordings(): Promise<Set<string>> {
    const rows = await this.db.read((m) =>
      m.createQueryBuilder(BroadcastRow, 'one').where(`one.body LIKE '%"recording":%'`).getMany(),
    );
    return new Set(rows.flatMap(({ body }) => body.recording?.name ?? []));
  }

  /** The newest first, without the first `skip`. */
  list(limit: number, skip = 0): Promise<Broadcast[]> {
    const order = { writtenAt: 'DESC', id: 'DESC' } as const;
    return this.db.read(async (m) =>
      (await m.find(BroadcastRow, { order, take: limit, skip })).map(({ body }) => body),
    );
  }
}

function rowOf(broadcast: Broadcast): BroadcastRow {
  const { id, state, urgency, written, revision } = broadcast;
  const text = storable(broadcast.text);
  return { id, state, urgency, writtenAt: written.at, revision, body: { ...broadcast, text } };
}
