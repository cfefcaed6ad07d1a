import { timingSafeEqual } from 'node:crypto';
import { isGone } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import { type EntityManager, In, IsNull, LessThan, Not } from 'typeorm';
import { offerSecret, useSecrets } from '../accounts/secrets.js';
import type { Database } from '../database/database.js';
import { toDevice } from '../devices/change-device.js';
import { ClaimBatchRow, ClaimRow } from '../entities/claim.entity.js';
import { DeviceRow } from '../entities/device.entity.js';
import { ProfileRow } from '../entities/profile.entity.js';
import { RotationRow } from '../entities/rotation.entity.js';
import { digestOf } from '../input/digest.js';
import { FEW, inChunks } from '../input/in-chunks.js';
import { storable } from '../input/storable.js';
import { bumpRevision } from '../snapshot/revision.js';
import { stateOf, WAITING_MS } from './claim-state.js';
import { blank } from './labels.repository.js';
import type { Asking, Credentials, Handed, Welcome } from './newcomers.js';

/** Boxes of one batch that may wait at once: whoever has its key fills no disk. */
export const MOST_WAITING = 2000;
/** That a box asked once more is written down no more often than this. */
const ASKED_EVERY_MS = 60_000;

/**
 * The registry's part in giving boxes their accounts. Each call takes many at once, and all of them share one
 * transaction: with a flush for each, a thousand boxes would take a thousand flushes.
 */
export class Provisioning {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Who may come in to ask, in the order of the list. */
  look(list: readonly Credentials[]): Promise<Welcome[]> {
    return this.db.read(async (m) => {
      const claims = await byId(
        m,
        ClaimRow,
        list.flatMap((c) => (c.by === 'claim' ? [c.code] : [])),
      );
      const batches = await byId(
        m,
        ClaimBatchRow,
        list.flatMap((c) => (c.by === 'batch' ? [c.batch] : [])),
      );
      const now = this.clock.now();
      return list.map((c) =>
        c.by === 'claim' ? ofClaim(claims.get(c.code), c, now) : ofBatch(batches.get(c.batch), c, now),
      );
    });
  }

  /** What each of them is told. Asked again it is the same device with another secret, until one of them was used. */
  async handOut(list: readonly Asking[]): Promise<Handed[]> {
    const now = this.clock.now();
    return this.db.write(async (m) => {
      const ids = list.map(idOf);
      // who waited too long and is back waits anew
      await m.delete(ClaimRow, { batch: Not(IsNull()), state: 'open', expires: LessThan(now) });
      const claims = await byId(m, ClaimRow, ids);
      const batches = await byId(
        m,
        ClaimBatchRow,
        list.flatMap((a) => (a.by === 'batch' ? [a.batch] : [])),
      );
      const devices = await byId(
        m,
        DeviceRow,
        [...claims.values()].flatMap(({ device }) => device ?? []),
      );
      const profiles = await byId(
        m,
        ProfileRow,
        [...devices.values()].map(({ profile }) => profile),
      );
      const waiting = new Map<string, number>();
      for (const id of batches.keys()) waiting.set(id, await m.countBy(ClaimRow, { batch: id, state: 'open' }));

      const handed: Handed[] = [];
      await inChunks(
        [...list.keys()],
        async (some) => {
          for (const i of some) {
            const asking = list[i]!;
            let row = claims.get(ids[i]!);
            const reason =
              asking.by === 'claim' ? ofClaim(row, asking, now) : ofBatch(batches.get(asking.batch), asking, now);
            if (reason !== 'welcome') handed[i] = { is: 'refused', reason };
            else if (!row && asking.by === 'batch') {
              const count = waiting.get(asking.batch)! + 1;
              if (count > MOST_WAITING) handed[i] = { is: 'refused', reason: 'claim-too-often' };
              else {
                row = boxRow(ids[i]!, asking, now);
                await m.insert(ClaimRow, row);
                claims.set(row.id, row);
                waiting.set(asking.batch, count);
                handed[i] = { is: 'waiting', for: 'approval' };
              }
            } else handed[i] = await this.#answer(m, row!, asking, { devices, profiles }, now);
          }
        },
        FEW,
      );
      if (handed.some(({ is }) => is === 'account')) await bumpRevision(m);
      return handed;
    });
  }

  /** Whether somebody has done something for them, in the order of the list. Cheap: it may be asked for all who wait. */
  async decided(list: readonly Asking[]): Promise<boolean[]> {
    const ids = list.map(idOf);
    const known = new Set<string>();
    await this.db.read((m) =>
      inChunks(ids, async (some) => {
        const where = { id: In(some), state: Not('open' as const) };
        for (const { id } of await m.find(ClaimRow, { select: { id: true }, where })) known.add(id);
      }),
    );
    return ids.map((id) => known.has(id));
  }

  /** These secrets were signed in with for the first time: what they replace ends, and so does the label. */
  async used(secretHashes: readonly string[]): Promise<void> {
    const now = this.clock.now();
    await this.db.write(async (m) => {
      const accounts = await useSecrets(m, secretHashes);
      if (accounts.length === 0) return;
      await inChunks(accounts, async (some) => {
        await m.update(ClaimRow, { device: In(some), state: 'handed-out' }, { state: 'in-use', usedAt: now });
        await m.delete(RotationRow, { account: In(some) });
      });
      await bumpRevision(m);
    });
  }

  async #answer(
    m: EntityManager,
    row: ClaimRow,
    asking: Asking,
    { devices, profiles }: { devices: Map<string, DeviceRow>; profiles: Map<string, ProfileRow> },
    now: number,
  ): Promise<Handed> {
    const { id } = row;
    const state = stateOf(row, now);
    if (state === 'withdrawn' && row.batch !== null) return { is: 'refused', reason: 'approval-rejected' };
    if (state === 'in-use') return { is: 'refused', reason: 'claim-used' };
    if (state === 'withdrawn' || state === 'expired') return { is: 'refused', reason: 'claim-ended' };
    const says = clean(asking.says);
    if (state === 'open') {
      if (now - (row.askedAt ?? 0) >= ASKED_EVERY_MS) {
        Object.assign(row, { says, askedAt: now });
        await m.update(
          ClaimRow,
          { id },
          { says, askedAt: now, ...(row.batch !== null && { expires: now + WAITING_MS }) },
        );
      }
      return { is: 'waiting', for: row.batch === null ? 'claim' : 'approval' };
    }
    const device = devices.get(row.device!);
    // taken out of the field before its box ever came
    if (!device || isGone(device.state)) return { is: 'refused', reason: 'claim-ended' };
    const secret = await offerSecret(m, device.id, now);
    await m.update(ClaimRow, { id }, { state: 'handed-out', handedAt: now, askedAt: now, says });
    return { is: 'account', device: toDevice(device), secret, profile: profiles.get(device.profile)?.body };
  }
}

function ofClaim(row: ClaimRow | undefined, { secretHash }: { secretHash: string }, now: number): Welcome {
  // boxes of batches have no code
  if (!row || row.batch !== null || !same(row.secretHash, secretHash)) return 'claim-unknown';
  const state = stateOf(row, now);
  if (state === 'in-use') return 'claim-used';
  return state === 'withdrawn' || state === 'expired' ? 'claim-ended' : 'welcome';
}

function ofBatch(row: ClaimBatchRow | undefined, { secretHash }: { secretHash: string }, now: number): Welcome {
  if (!row || !same(row.keyHash, secretHash)) return 'claim-unknown';
  return row.withdrawn !== null || now > row.expires ? 'claim-ended' : 'welcome';
}

const same = (kept: string, given: string): boolean =>
  kept.length === given.length && timingSafeEqual(Buffer.from(kept), Buffer.from(given));

const idOf = (asking: Asking): string => (asking.by === 'claim' ? asking.code : boxId(asking));

/** A box that says another's name without its proof is another box. */
const boxId = ({ batch, box, proofHash }: Extract<Asking, { by: 'batch' }>): string =>
  digestOf([batch, box, proofHash]);

const boxRow = (
  id: string,
  { batch, box, proofHash, says }: Extract<Asking, { by: 'batch' }>,
  now: number,
): ClaimRow => ({
  ...blank({ id, secretHash: proofHash, now, expires: now + WAITING_MS }),
  ...{ batch, box, says: clean(says), askedAt: now },
});

const clean = (says: Asking['says']): Asking['says'] =>
  Object.fromEntries(Object.entries(says).map(([key, value]) => [key, storable(value as string)]));

async function byId<T extends { id: string }>(
  m: EntityManager,
  entity: new () => T,
  ids: readonly string[],
): Promise<Map<string, T>> {
  const rows = new Map<string, T>();
  await inChunks([...new Set(ids)], async (some) => {
    const found = await m.findBy<{ id: string }>(entity, { id: In(some) });
    for (const row of found as T[]) rows.set(row.id, row);
  });
  return rows;
}
