import type { FarmRecord } from '#hub/contracts';
import { In, MoreThanOrEqual } from 'typeorm';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { FarmRecordRow } from '../entities/farm.entity.js';
import { putOnce } from '../input/put-once.js';

/** What people said of their plots: the log book that the water balance is corrected by. */
export class FarmRepository {
  constructor(private readonly db: Database) {}

  /** The record that its key stands for: this one, or the one that was there before it. */
  add(record: FarmRecord): Promise<FarmRecord> {
    const { key: id, plot, at } = record;
    return this.db.write(async (m) => {
      const kept = await putOnce(m, FarmRecordRow, { id, plot, at, body: record });
      if (kept === record) await note(m, { action: 'farm.answer', target: plot }, record.received);
      return kept;
    });
  }

  /** By the time they are about, oldest first; `plots` absent: of all. */
  since(from: number, plots?: readonly string[]): Promise<FarmRecord[]> {
    const where = { at: MoreThanOrEqual(from), ...(plots && { plot: In([...plots]) }) };
    return this.db.read(async (m) =>
      (await m.find(FarmRecordRow, { where, order: { at: 'ASC', id: 'ASC' } })).map(({ body }) => body),
    );
  }
}
