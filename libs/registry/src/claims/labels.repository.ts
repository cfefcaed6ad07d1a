import { randomBytes } from 'node:crypto';
import type { ClaimState, Label } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import { type EntityManager, type FindOptionsWhere, IsNull, LessThan, MoreThanOrEqual } from 'typeorm';
import { actorNow } from '../audit/actor.js';
import { note } from '../audit/audit.js';
import { newSecret, secretHashOf } from '../accounts/secrets.js';
import type { Database } from '../database/database.js';
import { knownProfile } from '../devices/device-places.js';
import { ClaimRow } from '../entities/claim.entity.js';
import { inChunks } from '../input/in-chunks.js';
import { parseInput } from '../input/parse-input.js';
import { present } from '../input/present.js';
import { UnknownCodeError } from './claim.errors.js';
import { freshCodes } from './claim-codes.js';
import { AFTER_CLAIM_MS, stateOf } from './claim-state.js';
import { type NewLabels, newLabelsSchema } from './label.schema.js';

/** A label as the desk sees it. */
export interface KnownLabel {
  code: string;
  state: ClaimState;
  profile?: string;
  sheet?: string;
  created: number;
  createdBy: string;
  expires: number;
  device?: string;
  claimedAt?: number;
  claimedBy?: string;
  handedAt?: number;
  usedAt?: number;
  /** When a box last asked with it. */
  askedAt?: number;
}
export interface PrintedLabels {
  /** Names those that were made together. */
  sheet: string;
  expires: number;
  /** With their secrets, told this once. */
  labels: Label[];
}
export interface LabelFilter {
  state?: ClaimState | undefined;
  sheet?: string | undefined;
  limit?: number;
  offset?: number;
}

/** Labels that are printed and stuck on boxes. */
export class LabelsRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Makes so many, for one profile or for any. @throws InvalidInputError, UnknownProfileError */
  async print(wanted: NewLabels): Promise<PrintedLabels> {
    const { count, profile, days } = parseInput(newLabelsSchema, wanted);
    const now = this.clock.now();
    const expires = now + days * 24 * 3_600_000;
    const sheet = randomBytes(8).toString('hex');
    return this.db.write(async (m) => {
      if (profile !== undefined) await knownProfile(m, profile);
      const codes = await freshCodes(m, count);
      const labels = codes.map((code): Label => ({ code, secret: newSecret(), ...(profile && { profile }) }));
      const rows = labels.map(({ code, secret }) => ({
        ...blank({ id: code, secretHash: secretHashOf(secret), now, expires }),
        ...{ profile: profile ?? null, sheet },
      }));
      await inChunks(rows, (some) => m.insert(ClaimRow, some));
      await note(m, { action: 'label.print', target: sheet, detail: { count, ...(profile && { profile }) } }, now);
      return { sheet, expires, labels };
    });
  }

  /** @throws UnknownCodeError */
  get(code: string): Promise<KnownLabel> {
    return this.db.read(async (m) => toLabel(await labelOf(m, code), this.clock.now()));
  }

  /** The label of a device, the newest where there were several. */
  ofDevice(device: string): Promise<KnownLabel | undefined> {
    return this.db.read(async (m) => {
      const [row] = await m.find(ClaimRow, { where: { device }, order: { claimedAt: 'DESC' }, take: 1 });
      return row && toLabel(row, this.clock.now());
    });
  }

  /** One page, newest first. */
  find({ state, sheet, limit = 100, offset = 0 }: LabelFilter = {}): Promise<{ claims: KnownLabel[]; total: number }> {
    const now = this.clock.now();
    return this.db.read(async (m) => {
      const [rows, total] = await m.findAndCount(ClaimRow, {
        where: whereOf(state, now).map((w) => ({ ...w, batch: IsNull(), ...(sheet !== undefined && { sheet }) })),
        order: { created: 'DESC', id: 'ASC' },
        take: limit,
        skip: offset,
      });
      return { claims: rows.map((row) => toLabel(row, now)), total };
    });
  }

  /** It opens nothing any more. One that is in use was spent by that already. @throws UnknownCodeError */
  async withdraw(code: string): Promise<void> {
    await this.db.write(async (m) => {
      const { state } = await labelOf(m, code);
      if (state === 'in-use' || state === 'withdrawn') return;
      await m.update(ClaimRow, { id: code }, { state: 'withdrawn' });
      await note(m, { action: 'label.withdraw', target: code }, this.clock.now());
    });
  }

  /**
   * The box lost what it was told (a new board, a memory wiped): its label leads to the same device once more. What it
   * had goes on opening until the new secret is used. @throws UnknownCodeError; also where no device came of it
   */
  async reopen(code: string): Promise<KnownLabel> {
    const now = this.clock.now();
    return this.db.write(async (m) => {
      const row = await labelOf(m, code);
      if (row.device === null || row.state === 'withdrawn') throw new UnknownCodeError(code);
      const changed = { state: 'claimed', expires: Math.max(row.expires, now + AFTER_CLAIM_MS) } as const;
      await m.update(ClaimRow, { id: code }, changed);
      await note(m, { action: 'label.reopen', target: code, detail: { device: row.device } }, now);
      return toLabel({ ...row, ...changed }, now);
    });
  }
}

export function blank(given: { id: string; secretHash: string; now: number; expires: number }): ClaimRow {
  const { id, secretHash, now, expires } = given;
  return {
    ...{ id, secretHash, expires, batch: null, box: null, state: 'open', profile: null, sheet: null, says: null },
    ...{ created: now, createdBy: actorNow().by, device: null, claimedAt: null, claimedBy: null },
    ...{ handedAt: null, usedAt: null, askedAt: null },
  };
}

export async function labelOf(m: EntityManager, code: string): Promise<ClaimRow> {
  const row = await m.findOneBy(ClaimRow, { id: code, batch: IsNull() });
  if (!row) throw new UnknownCodeError(code);
  return row;
}

function whereOf(state: ClaimState | undefined, now: number): FindOptionsWhere<ClaimRow>[] {
  if (state === undefined) return [{}];
  if (state === 'expired')
    return (['open', 'claimed', 'handed-out'] as const).map((s) => ({ state: s, expires: LessThan(now) }));
  const ends = state !== 'in-use' && state !== 'withdrawn';
  return [{ state, ...(ends && { expires: MoreThanOrEqual(now) }) }];
}

function toLabel(row: ClaimRow, now: number): KnownLabel {
  const { id, batch: _, box: __, secretHash: ___, says: ____, ...rest } = row;
  return { ...present(rest), code: id, state: stateOf(row, now) } as KnownLabel;
}
