import type { SourceRecord } from '#hub/contracts';
import { type EntityManager, In, MoreThan } from 'typeorm';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { SourceRecordRow } from '../entities/source-record.entity.js';
import { putOnce } from '../input/put-once.js';
import { bumpRevision } from '../snapshot/revision.js';
import { thingOf } from '../things/find-thing.js';
import { changeThing } from '../things/write-thing.js';

/** Inspections and samples of waste-water sources: the evidence of indicator 15.2. */
export class SourceRecordsRepository {
  constructor(private readonly db: Database) {}

  /**
   * The record that its key stands for: this one, or the one that was there before it. When the source is to be looked at
   * next follows from it, in the same transaction.
   */
  add(record: SourceRecord): Promise<SourceRecord> {
    const { key: id, source, at } = record;
    return this.db.write(async (m) => {
      const kept = await putOnce(m, SourceRecordRow, { id, source, at, body: record });
      if (kept !== record) return kept;
      await note(m, { action: 'source.record', target: source }, record.received);
      await nextCheck(m, record);
      await bumpRevision(m);
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

/** A new day takes the old one's place; a visit that was due is over. What was written down late changes neither. */
async function nextCheck(m: EntityManager, { source: id, deed, at, nextOn, received }: SourceRecord): Promise<void> {
  const source = await thingOf(m, 'source', id);
  if (!source) return;
  const later = await m.existsBy(SourceRecordRow, { source: id, at: MoreThan(at) });
  const visited = deed.did === 'inspected' && deed.outcome !== 'could-not-enter';
  const done = visited && source.checkOn !== undefined && source.checkOn <= dayOf(at);
  if (nextOn !== undefined && !later) await changeThing(m, 'source', source, { checkOn: nextOn }, received);
  else if (nextOn === undefined && done) await changeThing(m, 'source', source, { checkOn: null }, received);
}
/** Of Vietnam. */
const dayOf = (ms: number): string => new Date(ms + 7 * 3_600_000).toISOString().slice(0, 10);
