import type { Clock } from '#hub/service-kit';
import { Between, type FindOptionsWhere, LessThan, MoreThan, MoreThanOrEqual } from 'typeorm';
import type { Database } from '../database/database.js';
import { AuditRow } from '../entities/audit.entity.js';
import { present } from '../input/present.js';
import type { Anchor, Head } from './anchor.js';
import { type AuditNote, GENESIS, hashOf, note } from './audit.js';

export interface AuditEntry {
  seq: number;
  at: number;
  by: string;
  actingFor?: string;
  address?: string;
  action: string;
  target?: string;
  detail?: Record<string, unknown>;
  previous: string;
  hash: string;
}

export interface AuditFilter {
  from?: number | undefined;
  to?: number | undefined;
  by?: string | undefined;
  action?: string | undefined;
  target?: string | undefined;
  limit?: number;
  offset?: number;
}

/**
 * What the chain says of itself. `head` is worth writing down elsewhere: a log that was cut at its end fits no later head.
 * The hub does so beside the database; whoever has both can change both.
 */
export type ChainVerdict = { intact: true; entries: number; head: string } | { intact: false; brokenAt: number };

const PAGE = 500;

export class AuditRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly kept: Anchor,
  ) {}

  /** For what is done outside the registry, and for looks at personal data. */
  async note(entry: AuditNote): Promise<void> {
    await this.db.write((m) => note(m, entry, this.clock.now()));
  }

  /** Newest first. */
  find({ limit = 100, offset = 0, ...filter }: AuditFilter): Promise<{ entries: AuditEntry[]; total: number }> {
    return this.db.read(async (m) => {
      const [rows, total] = await m.findAndCount(AuditRow, {
        where: whereOf(filter),
        order: { seq: 'DESC' },
        take: limit,
        skip: offset,
      });
      return { entries: rows.map(toEntry), total };
    });
  }

  /** All of it in order, some at a time: a reader of years must not hold the others up. */
  async *scan(): AsyncIterable<AuditEntry> {
    for (let after = 0; ; ) {
      const rows = await this.db.read((m) =>
        m.find(AuditRow, { where: { seq: MoreThan(after) }, order: { seq: 'ASC' }, take: PAGE }),
      );
      for (const row of rows) yield toEntry(row);
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.seq;
    }
  }

  /** Writes down beside the database how far the log has come; 'cut' where it is no longer what was written down. */
  async anchor(): Promise<Head | 'cut' | undefined> {
    const before = await this.kept.read();
    const [then, last] = await this.db.read(async (m) => [
      before && (await m.findOneBy(AuditRow, { seq: before.seq })),
      (await m.find(AuditRow, { order: { seq: 'DESC' }, take: 1 }))[0],
    ]);
    if (before && then?.hash !== before.hash) return 'cut';
    if (!last) return undefined;
    const head = { seq: last.seq, hash: last.hash };
    if (last.seq !== before?.seq) await this.kept.write(head);
    return head;
  }

  /** Computes the whole chain again, and holds it against what was written down of it. */
  async verify(): Promise<ChainVerdict> {
    const then = await this.kept.read();
    let head = GENESIS;
    let entries = 0;
    for (let after = 0; ; ) {
      const rows = await this.db.read((m) =>
        m.find(AuditRow, { where: { seq: MoreThan(after) }, order: { seq: 'ASC' }, take: PAGE }),
      );
      for (const row of rows) {
        const fits = row.seq === entries + 1 && row.previous === head && hashOf(row) === row.hash;
        if (!fits || (row.seq === then?.seq && row.hash !== then.hash)) return { intact: false, brokenAt: entries + 1 };
        entries++;
        head = row.hash;
      }
      if (rows.length < PAGE)
        return entries < (then?.seq ?? 0) ? { intact: false, brokenAt: entries + 1 } : { intact: true, entries, head };
      after = rows.at(-1)!.seq;
    }
  }
}

function whereOf({ from, to, by, action, target }: Omit<AuditFilter, 'limit' | 'offset'>): FindOptionsWhere<AuditRow> {
  const at =
    from !== undefined && to !== undefined
      ? Between(from, to - 1)
      : from !== undefined
        ? MoreThanOrEqual(from)
        : to !== undefined && LessThan(to);
  return { ...(at && { at }), ...(by && { by }), ...(action && { action }), ...(target && { target }) };
}

const toEntry = ({ detail, ...row }: AuditRow): AuditEntry => ({
  ...(present(row) as Omit<AuditEntry, 'detail'>),
  ...(detail && { detail: JSON.parse(detail) as Record<string, unknown> }),
});
