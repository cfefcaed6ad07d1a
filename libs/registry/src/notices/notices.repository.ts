import type { Notice } from '#hub/contracts';
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

  /** One by its id: a test bell. */
  bell(id: string): Promise<Notice | undefined> {
    return this.db.read(async (m) => (await m.findOneBy(NoticeRow, { id }))?.body);
  }
}

function rowOf(notice: Notice): NoticeRow {
  const { id, channel, kind, state, queuedAt, updatedAt } = notice;
  const row = { id, channel, kind, state, queuedAt, updatedAt, body: notice };
  return { ...row, incident: notice.incident ?? null, person: notice.person ?? null };
}
