import type { Notice } from '#hub/contracts';
import { In } from 'typeorm';
import type { Database } from '../database/database.js';
import { NoticeRow } from '../entities/notice.entity.js';
import { inChunks } from '../input/in-chunks.js';

const MOST = 1000;

/** What the notices stream says, where it can be searched. It may be a moment behind the stream. */
export class NoticesRepository {
  constructor(private readonly db: Database) {}

  /** Takes notices in the order of the log; the last of each counts. A replay of old ones is overtaken by the newer. */
  async record(notices: readonly Notice[]): Promise<void> {
    const last = new Map(notices.map((notice) => [notice.id, rowOf(notice)]));
    if (last.size === 0) return;
    await this.db.write((m) => inChunks([...last.values()], (rows) => m.upsert(NoticeRow, rows, ['id'])));
  }

  /** Of one incident, in the order in which they were queued. */
  ofIncident(incident: string): Promise<Notice[]> {
    return this.db.read(async (m) => {
      const order = { queuedAt: 'ASC', id: 'ASC' } as const;
      return (await m.find(NoticeRow, { where: { incident }, order, take: MOST })).map(({ body }) => body);
    });
  }

  /** The last test bell of each of some persons that was rung at a time or later. */
  bells(persons: readonly string[], since: number): Promise<Map<string, Notice>> {
    return this.db.read(async (m) => {
      const where = { person: In([...persons]), kind: 'test-bell' as const };
      const rows = await m.find(NoticeRow, { where, order: { queuedAt: 'ASC' } });
      return new Map(rows.filter(({ queuedAt }) => queuedAt >= since).map(({ person, body }) => [person!, body]));
    });
  }
}

function rowOf(notice: Notice): NoticeRow {
  const { id, channel, kind, state, queuedAt, updatedAt } = notice;
  const row = { id, channel, kind, state, queuedAt, updatedAt, body: notice };
  return { ...row, incident: notice.incident ?? null, person: notice.person ?? null };
}
