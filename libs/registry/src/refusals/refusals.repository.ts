import type { Refusal, RefusalReason } from '#hub/contracts';
import { type EntityManager, In, LessThan } from 'typeorm';
import type { Database } from '../database/database.js';
import { RefusalRow } from '../entities/refusal.entity.js';
import { digestOf } from '../input/digest.js';
import { inChunks } from '../input/in-chunks.js';
import { present } from '../input/present.js';
import { storable } from '../input/storable.js';

export interface RefusalFilter {
  account?: string;
  limit?: number;
  offset?: number;
}

/** The newest are kept. */
export const REFUSALS_KEPT = 50_000;
/** Cleared away once so many have come on top. */
const TIDIED_EVERY = 1000;
const PAGE = 100;

/** What the broker said no to, for whoever installs a device and wonders. */
export class RefusalsRepository {
  #since = TIDIED_EVERY;

  constructor(private readonly db: Database) {}

  /** What was recorded before changes nothing; a fold that was counted further takes the place of itself. */
  async record(refusals: readonly Refusal[]): Promise<void> {
    if (refusals.length === 0) return;
    await this.db.write(async (m) => {
      const rows = await newsOf(m, refusals.map(toRow));
      await inChunks(rows, (some) => m.upsert(RefusalRow, some, ['id']));
      this.#since += rows.length;
      if (this.#since >= TIDIED_EVERY) await tidy(m);
    });
    if (this.#since >= TIDIED_EVERY) this.#since = 0;
  }

  /** One page, newest first, and how many there are in all. */
  find({ account, limit = PAGE, offset = 0 }: RefusalFilter = {}): Promise<{ refusals: Refusal[]; total: number }> {
    return this.db.read(async (m) => {
      const [rows, total] = await m.findAndCount(RefusalRow, {
        ...(account !== undefined && { where: { account } }),
        order: { last: 'DESC', id: 'ASC' },
        take: limit,
        skip: offset,
      });
      return { refusals: rows.map(toRefusal), total };
    });
  }
}

/** The rows that say more than what is recorded, each once. */
async function newsOf(m: EntityManager, rows: readonly RefusalRow[]): Promise<RefusalRow[]> {
  const most = new Map<string, RefusalRow>();
  for (const row of rows) if (row.count > (most.get(row.id)?.count ?? 0)) most.set(row.id, row);
  await inChunks([...most.keys()], async (ids) => {
    for (const known of await m.findBy(RefusalRow, { id: In(ids) }))
      if (known.count >= most.get(known.id)!.count) most.delete(known.id);
  });
  return [...most.values()];
}

async function tidy(m: EntityManager): Promise<void> {
  const [oldestKept] = await m.find(RefusalRow, { order: { last: 'DESC' }, skip: REFUSALS_KEPT - 1, take: 1 });
  if (oldestKept) await m.delete(RefusalRow, { last: LessThan(oldestKept.last) });
}

function toRow({ account, address, reason, detail, count, first, last }: Refusal): RefusalRow {
  const id = digestOf([account, reason, first]);
  return {
    ...{ id, reason, count, first, last },
    account: storable(account),
    address: storable(address),
    detail: detail === undefined ? null : storable(detail),
  };
}

function toRefusal({ id: _, ...row }: RefusalRow): Refusal {
  return present({ ...row, reason: row.reason as RefusalReason });
}
