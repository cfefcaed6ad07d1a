import type { SourceRecord } from '#hub/contracts';
import { In } from 'typeorm';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { SourceRecordRow } from '../entities/source-record.entity.js';
import { putOnce } from '../input/put-once.js';

/** Inspections and samples of waste-water sources: the evidence of indicator 15.2. */
export class SourceRecordsRepository {
  constructor(private readonly db: Database) {}

  /** The record that its key stands for: this one, or the one that was there before it. */
  add(record: SourceRecord): Promise<SourceRecord> {
    const { key: id, source, at } = record;
    return this.db.write(async (m) => {
      const kept = await putOnce(m, SourceRecordRow, { id, source, at, body: record });
      if (kept === record) await note(m, { action: 'source.record', target: source }, record.received);
      return kept;
    });
  }

  /** Newest first. */
  of(sources: readonly string[]): Promise<SourceRecord[]> {
    return this.db.read(async (m) =>
      (await m.find(SourceRecordRow, { where: { source: In([...sources]) }, order: { at: 'DESC', id: 'DESC' } })).map(
        ({ body }) => body,
      ),
    );
  }
}
