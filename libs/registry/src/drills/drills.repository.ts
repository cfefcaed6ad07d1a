import type { Drill, NewDrill } from '#hub/contracts';
import { In } from 'typeorm';
import type { Clock } from '#hub/service-kit';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { DrillRow } from '../entities/drill.entity.js';
import { storable } from '../input/storable.js';
import { newId } from '../input/tokens.js';

/** Drills: what is planned, and what came of each. */
export class DrillsRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  plan({ severity, plannedAt, repeat }: NewDrill, by: Pick<Drill, 'person' | 'by'>): Promise<Drill> {
    const at = this.clock.now();
    const drill: Drill = {
      ...{ id: newId('d'), severity, plannedAt: plannedAt ?? at, state: 'planned', times: {} },
      ...{ person: by.person, by: storable(by.by) },
      ...(repeat && { repeat }),
    };
    return this.db.write(async (m) => {
      await m.insert(DrillRow, rowOf(drill));
      await note(m, { action: 'drill.plan', target: drill.id }, at);
      return drill;
    });
  }

  /** Takes a planned one back; undefined where there is none that waits. */
  cancel(id: string): Promise<Drill | undefined> {
    const at = this.clock.now();
    return this.db.write(async (m) => {
      const row = await m.findOneBy(DrillRow, { id, state: 'planned' });
      if (!row) return undefined;
      const cancelled: Drill = { ...row.body, state: 'cancelled', endedAt: at };
      await m.upsert(DrillRow, rowOf(cancelled), ['id']);
      await note(m, { action: 'drill.cancel', target: id }, at);
      return cancelled;
    });
  }

  /**
   * A planned one begins, or will not; what follows it is planned in the same moment. False where somebody else was
   * faster.
   */
  begin(drill: Drill, next?: Omit<Drill, 'id'>): Promise<boolean> {
    return this.db.write(async (m) => {
      const { affected } = await m.update(DrillRow, { id: drill.id, state: 'planned' }, rowOf(drill));
      if (affected !== 1) return false;
      if (next) await m.insert(DrillRow, rowOf({ ...next, id: newId('d') }));
      return true;
    });
  }

  async put(drill: Drill): Promise<void> {
    await this.db.write((m) => m.upsert(DrillRow, rowOf(drill), ['id']));
  }

  /** Planned and running ones, the next first. */
  open(): Promise<Drill[]> {
    return this.db.read(async (m) => {
      const where = { state: In(['planned', 'running']) };
      return (await m.find(DrillRow, { where, order: { plannedAt: 'ASC', id: 'ASC' } })).map(({ body }) => body);
    });
  }

  /** Newest first. */
  list(limit: number): Promise<Drill[]> {
    return this.db.read(async (m) =>
      (await m.find(DrillRow, { order: { plannedAt: 'DESC', id: 'DESC' }, take: limit })).map(({ body }) => body),
    );
  }
}

const rowOf = (drill: Drill): DrillRow => ({
  ...{ id: drill.id, state: drill.state, plannedAt: drill.plannedAt, body: drill },
});
