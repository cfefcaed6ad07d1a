import type { Handover } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import { IsNull } from 'typeorm';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { HandoverRow } from '../entities/handover.entity.js';
import { storable } from '../input/storable.js';
import { newId } from '../input/tokens.js';

export type NewHandover = Pick<Handover, 'from' | 'to' | 'person' | 'by' | 'summary' | 'note'>;

const PAGE = 50;

/** Shifts that were given, and who took them. */
export class HandoversRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  give({ from, to, person, by, summary, note: words }: NewHandover): Promise<Handover> {
    const at = this.clock.now();
    const row: HandoverRow = {
      ...{ id: newId('h'), from, to, at, person, by: storable(by), summary: storable(summary) },
      note: words ? storable(words) : null,
      ...{ takenPerson: null, takenBy: null, takenAt: null },
    };
    return this.db.write(async (m) => {
      await m.insert(HandoverRow, row);
      await note(m, { action: 'handover.give', target: row.id }, at);
      return toHandover(row);
    });
  }

  /** The shift as it is now: taken by this person, or by whoever was faster; undefined where there is none. */
  take(id: string, person: string, by: string): Promise<{ handover: Handover; won: boolean } | undefined> {
    const at = this.clock.now();
    return this.db.write(async (m) => {
      const taken = { takenPerson: person, takenBy: storable(by), takenAt: at };
      const { affected } = await m.update(HandoverRow, { id, takenAt: IsNull() }, taken);
      const row = await m.findOneBy(HandoverRow, { id });
      if (!row) return undefined;
      if (affected === 1) await note(m, { action: 'handover.take', target: id }, at);
      return { handover: toHandover(row), won: affected === 1 };
    });
  }

  get(id: string): Promise<Handover | undefined> {
    return this.db.read(async (m) => {
      const row = await m.findOneBy(HandoverRow, { id });
      return row ? toHandover(row) : undefined;
    });
  }

  /** Newest first. */
  list(limit = PAGE): Promise<Handover[]> {
    return this.db.read(async (m) =>
      (await m.find(HandoverRow, { order: { at: 'DESC', id: 'DESC' }, take: limit })).map(toHandover),
    );
  }
}

const toHandover = ({ takenPerson, takenBy, takenAt, note: words, ...row }: HandoverRow): Handover => ({
  ...row,
  ...(words !== null && { note: words }),
  ...(takenPerson !== null &&
    takenBy !== null &&
    takenAt !== null && { taken: { person: takenPerson, by: takenBy, at: takenAt } }),
});
