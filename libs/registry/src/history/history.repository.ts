import type { HistoryEntry } from '#hub/contracts';
import type { Database } from '../database/database.js';
import { HistoryRow } from '../entities/thing.entity.js';

/** What was registered, as it was after each change. */
export class HistoryRepository {
  constructor(private readonly db: Database) {}

  /** One page, the newest first, and how many versions there are. */
  of(
    kind: string,
    id: string,
    { limit = 100, offset = 0 }: { limit?: number; offset?: number } = {},
  ): Promise<{ entries: HistoryEntry[]; total: number }> {
    return this.db.read(async (m) => {
      const [rows, total] = await m.findAndCount(HistoryRow, {
        where: { kind, id },
        order: { version: 'DESC' },
        take: limit,
        skip: offset,
      });
      return { entries: rows.map(toEntry), total };
    });
  }
}

const toEntry = ({ version, change, at, by, body }: HistoryRow): HistoryEntry => ({
  ...{ version, change, at, by },
  body: body as HistoryEntry['body'],
});
