import type { Finding, FindingKind } from '#hub/contracts';
import { LessThan, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';
import type { Database } from '../database/database.js';
import { FindingRow } from '../entities/finding.entity.js';

export interface FindingFilter {
  kind?: FindingKind | undefined;
  /** Those that began before it. */
  before?: number | undefined;
  limit: number;
}

const MOST_BETWEEN = 5000;

/** Findings as they stood last: a later state of one takes the place of the earlier. */
export class FindingsRepository {
  constructor(private readonly db: Database) {}

  async record(findings: readonly Finding[]): Promise<void> {
    if (findings.length === 0) return;
    // of several states in one batch the last
    const rows = new Map(findings.map((finding) => [finding.id, rowOf(finding)]));
    await this.db.write((m) => m.upsert(FindingRow, [...rows.values()], ['id']));
  }

  get(id: string): Promise<Finding | undefined> {
    return this.db.read(async (m) => (await m.findOneBy(FindingRow, { id }))?.body);
  }

  /** Those of a kind that went on in between, newest first; of very many the newest. Milliseconds. */
  between(kind: FindingKind, from: number, to: number): Promise<Finding[]> {
    const where = {
      ...{ kind, startedAt: LessThanOrEqual(Math.ceil(to)), updatedAt: MoreThanOrEqual(Math.floor(from)) },
    };
    return this.db.read(async (m) =>
      (await m.find(FindingRow, { where, order: { startedAt: 'DESC', id: 'DESC' }, take: MOST_BETWEEN })).map(
        ({ body }) => body,
      ),
    );
  }

  /** Newest first. */
  list({ kind, before, limit }: FindingFilter): Promise<Finding[]> {
    const where = { ...(kind && { kind }), ...(before !== undefined && { startedAt: LessThan(before) }) };
    return this.db.read(async (m) =>
      (await m.find(FindingRow, { where, order: { startedAt: 'DESC', id: 'DESC' }, take: limit })).map(
        ({ body }) => body,
      ),
    );
  }
}

const rowOf = (finding: Finding): FindingRow => ({
  ...{ id: finding.id, kind: finding.kind, startedAt: finding.startedAt, updatedAt: finding.updatedAt },
  body: finding,
});
