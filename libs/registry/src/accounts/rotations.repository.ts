import { randomBytes } from 'node:crypto';
import type { Clock } from '#hub/service-kit';
import { type EntityManager, In, IsNull, MoreThan, Not } from 'typeorm';
import { actorNow } from '../audit/actor.js';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { CredentialRow } from '../entities/credential.entity.js';
import { DeviceRow } from '../entities/device.entity.js';
import { RotationRow } from '../entities/rotation.entity.js';
import { inChunks } from '../input/in-chunks.js';
import { present } from '../input/present.js';
import { InvalidInputError, NotFoundError } from '../registry.errors.js';
import { bumpRevision } from '../snapshot/revision.js';
import { offerSecret } from './secrets.js';

/** A device's secret is being changed. Times in milliseconds. */
export interface Rotation {
  wantedAt: number;
  wantedBy: string;
  /** When the device was sent its new secret, and when it said that it has it. */
  issuedAt?: number;
  ackedAt?: number;
}

/** The device says that it has the new secret: so long it may go on with the old one. */
export const ROTATION_OVERLAP_MS = 24 * 3_600_000;

/** A device changes its secret without ever having none: the new one ends the old by being used. */
export class RotationsRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async of(account: string): Promise<Rotation | undefined> {
    const row = await this.db.read((m) => m.findOneBy(RotationRow, { account }));
    return row ? toRotation(row) : undefined;
  }

  /** The device is told when it is there. One that is under way goes on. @throws NotFoundError, InvalidInputError */
  async want(account: string): Promise<Rotation> {
    const now = this.clock.now();
    return this.db.write(async (m) => {
      const device = await m.findOneBy(DeviceRow, { id: account });
      if (!device) throw new NotFoundError('thiết bị', account);
      if (device.gateway !== null) throw unfit('gateway', 'thiết bị gửi qua gateway, không có mật khẩu riêng');
      if (!(await m.existsBy(CredentialRow, { account }))) throw unfit('id', 'thiết bị chưa có mật khẩu nào');
      const known = await m.findOneBy(RotationRow, { account });
      if (known) return toRotation(known);
      const row = {
        ...{ account, id: '', wantedAt: now, wantedBy: actorNow().by, issuedAt: null, ackedAt: null },
      };
      await m.insert(RotationRow, row);
      await bumpRevision(m);
      await note(m, { action: 'secret.rotate', target: account }, now);
      return toRotation(row);
    });
  }

  /** New secrets for devices that are there to hear them. Told this once; undefined for one whose change is over. */
  async issue(accounts: readonly string[]): Promise<({ id: string; secret: string } | undefined)[]> {
    const now = this.clock.now();
    return this.db.write(async (m) => {
      const issued: ({ id: string; secret: string } | undefined)[] = [];
      await inChunks(accounts, async (some) => {
        const wanted = new Set((await m.findBy(RotationRow, { account: In(some) })).map(({ account }) => account));
        for (const account of some) {
          if (!wanted.has(account)) {
            issued.push(undefined);
            continue;
          }
          const secret = await offerSecret(m, account, now);
          const id = randomBytes(9).toString('base64url');
          await m.update(RotationRow, { account }, { id, issuedAt: now, ackedAt: null });
          issued.push({ id, secret });
        }
      });
      await bumpRevision(m);
      return issued;
    });
  }

  /** The device has the secret of this name: the old one ends when it is used, and after a day in any case. */
  async acknowledged(account: string, id: string): Promise<void> {
    const now = this.clock.now();
    await this.db.write(async (m) => {
      const { affected } = await m.update(RotationRow, { account, id, ackedAt: IsNull() }, { ackedAt: now });
      if (affected === 0) return;
      const until = now + ROTATION_OVERLAP_MS;
      await endBy(m, account, until);
      await bumpRevision(m);
    });
  }

  /** What was offered opens nothing any more; the old secret goes on. @throws NotFoundError */
  async cancel(account: string): Promise<void> {
    await this.db.write(async (m) => {
      const { affected } = await m.delete(RotationRow, { account });
      if (affected === 0) throw new NotFoundError('lần đổi mật khẩu của', account);
      await m.delete(CredentialRow, { account, offered: Not(IsNull()) });
      await m.update(CredentialRow, { account }, { revoked: null });
      await bumpRevision(m);
      await note(m, { action: 'secret.rotate-cancel', target: account }, this.clock.now());
    });
  }
}

async function endBy(m: EntityManager, account: string, until: number): Promise<void> {
  for (const revoked of [IsNull(), MoreThan(until)])
    await m.update(CredentialRow, { account, offered: IsNull(), revoked }, { revoked: until });
}

const unfit = (field: string, problem: string) => new InvalidInputError([{ field, problem }]);

function toRotation({ account: _, id: __, ...row }: RotationRow): Rotation {
  return present(row);
}
