import type { TurnPlan, TurnsRequest } from '#hub/contracts';
import { LessThan, MoreThanOrEqual } from 'typeorm';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { TurnPlanRow } from '../entities/turns.entity.js';

/** Older days are of no use: fairness is carried on from day to day in the plans themselves. */
const KEPT_MS = 60 * 86_400_000;

/**
 * Turns of water by block and day. A table of its own: settings hold 64 KB, and a plan of a large block is more; the log's
 * state is written with a consumer's position alone, and most plans come from a clock.
 */
export class TurnsRepository {
  constructor(private readonly db: Database) {}

  /** Each takes the place of what was there; `changed`: by whom, which goes into the audit log with it. */
  put(plans: readonly TurnPlan[], changed?: TurnsRequest): Promise<void> {
    return this.db.write(async (m) => {
      for (const plan of plans) {
        const { block, day } = plan;
        await m.upsert(TurnPlanRow, { id: `${block} ${day}`, block, day, body: plan }, ['id']);
        await m.delete(TurnPlanRow, { block, day: LessThan(day - KEPT_MS) });
      }
      if (!changed) return;
      const { block: target, change, at } = changed;
      await note(m, { action: 'turns.update', target, detail: { day: change.day, version: change.version } }, at);
    });
  }

  /** Those of a day and later, by block. */
  since(day: number): Promise<TurnPlan[]> {
    return this.#find({ day: MoreThanOrEqual(day) });
  }

  /** The last one before a day; undefined: the block never had one. */
  async before(block: string, day: number): Promise<TurnPlan | undefined> {
    return this.db.read(async (m) => {
      const where = { block, day: LessThan(day) };
      const [row] = await m.find(TurnPlanRow, { where, order: { day: 'DESC' }, take: 1 });
      return row?.body;
    });
  }

  #find(where: object): Promise<TurnPlan[]> {
    return this.db.read(async (m) =>
      (await m.find(TurnPlanRow, { where, order: { block: 'ASC', day: 'ASC' } })).map(({ body }) => body),
    );
  }
}
