import type { Clock } from '#hub/service-kit';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { actorNow } from '../audit/actor.js';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { insertDevice } from '../devices/insert-device.js';
import { ClaimBatchRow, ClaimRow } from '../entities/claim.entity.js';
import { FEW, inChunks } from '../input/in-chunks.js';
import { parseInput } from '../input/parse-input.js';
import { present } from '../input/present.js';
import { InvalidInputError, NotFoundError } from '../registry.errors.js';
import { bumpRevision } from '../snapshot/revision.js';
import { type Approval, approvalsSchema } from './approval.schema.js';
import { AFTER_CLAIM_MS, stateOf } from './claim-state.js';
import { inSimulation } from './simulated.js';

/** A box of a batch that asked to be let in. */
export interface WaitingBox {
  id: string;
  batch: string;
  /** What it calls itself: another box may say the same, and is another line. */
  box: string;
  model?: string;
  firmware?: string;
  profile?: string;
  address?: string;
  since: number;
  lastAsked: number;
}

export class BoxesRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Who waits, the longest first. */
  waiting({ limit = 100, offset = 0 } = {}): Promise<{ boxes: WaitingBox[]; total: number }> {
    return this.db.read(async (m) => {
      const [rows, total] = await m.findAndCount(ClaimRow, {
        where: { batch: Not(IsNull()), state: 'open' },
        order: { created: 'ASC', id: 'ASC' },
        take: limit,
        skip: offset,
      });
      return { boxes: rows.filter((row) => stateOf(row, this.clock.now()) === 'open').map(toBox), total };
    });
  }

  /**
   * Lets them in, all of them or none; each becomes a device, and has its account when it asks next. One that was let in
   * before stays what it is. @throws NotFoundError, InvalidInputError, IdTakenError, UnknownProfileError
   */
  async approve(approvals: readonly Approval[]): Promise<{ box: string; device: string }[]> {
    const given = parseInput(approvalsSchema, approvals);
    const now = this.clock.now();
    return this.db.write(async (m) => {
      const rows = await boxesOf(
        m,
        given.map(({ box }) => box),
      );
      const profiles = await batchProfiles(m);
      const simulated = await inSimulation(m);
      const done: { box: string; device: string }[] = [];
      await inChunks(
        given,
        async (some) => {
          for (const { box, id, ...wishes } of some) {
            const row = rows.get(box);
            if (!row) throw new NotFoundError('hộp đang chờ duyệt', box);
            if (row.device === null) row.device = await admit(m, row, { id, ...wishes, profiles, simulated }, now);
            done.push({ box, device: row.device });
          }
        },
        FEW,
      );
      await bumpRevision(m);
      await note(m, { action: 'box.approve', detail: { boxes: done } }, now);
      return done;
    });
  }

  /** Keeps them out for good: the same box is refused when it asks again. @throws NotFoundError */
  async reject(boxes: readonly string[]): Promise<void> {
    await this.db.write(async (m) => {
      const rows = await boxesOf(m, boxes);
      for (const box of boxes) {
        const row = rows.get(box);
        if (!row || row.device !== null) throw new NotFoundError('hộp đang chờ duyệt', box);
        await m.update(ClaimRow, { id: box }, { state: 'withdrawn' });
      }
      await note(m, { action: 'box.reject', detail: { boxes: [...boxes] } }, this.clock.now());
    });
  }
}

type Wishes = Omit<Approval, 'box'> & { profiles: ReadonlyMap<string, string | null>; simulated: boolean };

async function admit(
  m: EntityManager,
  row: ClaimRow,
  { id, profiles, simulated, ...wishes }: Wishes,
  now: number,
): Promise<string> {
  const profile = wishes.profile ?? profiles.get(row.batch!) ?? row.says?.profile;
  if (!profile) throw new InvalidInputError([{ field: 'profile', problem: `chọn loại cho hộp "${row.box}"` }]);
  const device = await insertDevice(m, { name: row.box!, simulated, ...wishes, profile, id: id ?? row.box! }, now);
  const claimed = { state: 'claimed', device: device.id, claimedAt: now, claimedBy: actorNow().by } as const;
  await m.update(ClaimRow, { id: row.id }, { ...claimed, expires: now + AFTER_CLAIM_MS });
  return device.id;
}

async function boxesOf(m: EntityManager, ids: readonly string[]): Promise<Map<string, ClaimRow>> {
  const rows = new Map<string, ClaimRow>();
  await inChunks(ids, async (some) => {
    const found = await m.findBy(ClaimRow, { id: In(some), batch: Not(IsNull()), state: Not('withdrawn') });
    for (const row of found) rows.set(row.id, row);
  });
  return rows;
}

const batchProfiles = async (m: EntityManager) =>
  new Map((await m.find(ClaimBatchRow)).map(({ id, profile }) => [id, profile]));

function toBox({ id, batch, box, says, created, askedAt }: ClaimRow): WaitingBox {
  return { ...present(says ?? {}), id, batch: batch!, box: box!, since: created, lastAsked: askedAt ?? created };
}
