import type { Clock } from '#hub/service-kit';
import { newSecret, secretHashOf } from '../accounts/secrets.js';
import { actorNow } from '../audit/actor.js';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { knownProfile } from '../devices/device-places.js';
import { ClaimBatchRow } from '../entities/claim.entity.js';
import { parseInput } from '../input/parse-input.js';
import { present } from '../input/present.js';
import { InvalidInputError, NotFoundError } from '../registry.errors.js';
import { type NewBatch, newBatchSchema } from './label.schema.js';

/** One key in many boxes: whatever comes with it waits until somebody lets it in. */
export interface Batch {
  id: string;
  profile?: string;
  note?: string;
  created: number;
  createdBy: string;
  expires: number;
  withdrawn?: number;
}

export class BatchesRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  list(): Promise<Batch[]> {
    return this.db.read(async (m) =>
      (await m.find(ClaimBatchRow, { order: { created: 'DESC', id: 'ASC' } })).map(toBatch),
    );
  }

  /** The key is told this once. @throws InvalidInputError, UnknownProfileError */
  async add(batch: NewBatch): Promise<{ batch: Batch; key: string }> {
    const { id, profile, note: words, days } = parseInput(newBatchSchema, batch);
    const now = this.clock.now();
    const key = newSecret();
    const row: ClaimBatchRow = {
      ...{ id, keyHash: secretHashOf(key), profile: profile ?? null, note: words ?? null },
      ...{ created: now, createdBy: actorNow().by, expires: now + days * 24 * 3_600_000, withdrawn: null },
    };
    return this.db.write(async (m) => {
      if (profile !== undefined) await knownProfile(m, profile);
      if (await m.existsBy(ClaimBatchRow, { id }))
        throw new InvalidInputError([{ field: 'id', problem: `đã có lô "${id}"` }]);
      await m.insert(ClaimBatchRow, row);
      await note(m, { action: 'batch.add', target: id }, now);
      return { batch: toBatch(row), key };
    });
  }

  /** No box of it is let in any more; those that were stay. @throws NotFoundError */
  async withdraw(id: string): Promise<void> {
    await this.db.write(async (m) => {
      const row = await m.findOneBy(ClaimBatchRow, { id });
      if (!row) throw new NotFoundError('lô', id);
      if (row.withdrawn !== null) return;
      await m.update(ClaimBatchRow, { id }, { withdrawn: this.clock.now() });
      await note(m, { action: 'batch.withdraw', target: id }, this.clock.now());
    });
  }
}

function toBatch(row: ClaimBatchRow): Batch {
  const { keyHash: _, ...rest } = row;
  return present(rest);
}
