import { type Codec, type Gateway, GONE } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import { isDeepStrictEqual } from 'node:util';
import { type EntityManager, In, Not } from 'typeorm';
import { claimId } from '../accounts/account-ids.js';
import { issueSecret, revokeSecrets, type SecretChange } from '../accounts/secrets.js';
import { note } from '../audit/audit.js';
import { defaultCommune } from '../communes/communes.repository.js';
import type { Database } from '../database/database.js';
import { DeviceRow } from '../entities/device.entity.js';
import { GatewayRow } from '../entities/gateway.entity.js';
import { firstVersion, recordChange } from '../history/record-change.js';
import { unchangedSince } from '../history/unchanged-since.js';
import { parseInput } from '../input/parse-input.js';
import { defined, present } from '../input/present.js';
import { InUseError, InvalidInputError, NotFoundError } from '../registry.errors.js';
import { bumpRevision } from '../snapshot/revision.js';
import { gatewayPatchSchema, newGatewaySchema } from './gateway.schema.js';
import { checkTopics, DEFAULT_TOPICS } from './gateway-topics.js';

export interface AddedGateway {
  gateway: Gateway;
  /** What it signs in with, told this once. */
  secret: string;
}

export class GatewaysRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** By id. */
  list(): Promise<Gateway[]> {
    return this.db.read(async (m) => (await m.find(GatewayRow, { order: { id: 'ASC' } })).map(toGateway));
  }

  /** @throws NotFoundError */
  get(id: string): Promise<Gateway> {
    return this.db.read((m) => gatewayOf(m, id));
  }

  /**
   * Registers a gateway. Left out, its name is its id, its commune the only one, its topics those that boxes of its codec
   * use; a generic one has none to fall back on. @throws InvalidInputError, IdTakenError
   */
  async add(gateway: unknown): Promise<AddedGateway> {
    const given = present(parseInput(newGatewaySchema, gateway));
    return this.db.write(async (m) => {
      await claimId(m, given.id);
      const added: Gateway = {
        name: given.id,
        simulated: false,
        topics: [...DEFAULT_TOPICS[given.codec]],
        ...given,
        commune: given.commune ?? (await defaultCommune(m)),
        version: await firstVersion(m, 'gateway', given.id),
      };
      check(added);
      const now = this.clock.now();
      await m.insert(GatewayRow, toRow(added));
      await recordChange(
        m,
        { kind: 'gateway', id: added.id, change: added.version === 1 ? 'added' : 'restored', after: added },
        now,
      );
      await bumpRevision(m);
      return { gateway: added, secret: await issueSecret(m, added.id, now) };
    });
  }

  /**
   * Changes some of it. Another codec brings its own topics, unless they are given.
   * @throws NotFoundError, InvalidInputError, ChangedMeanwhileError
   */
  async update(id: string, patch: unknown): Promise<Gateway> {
    const { version, ...given } = defined(parseInput(gatewayPatchSchema, patch));
    return this.db.write(async (m) => {
      const before = await gatewayOf(m, id);
      unchangedSince(`Gateway "${before.name}"`, before, version);
      const codec = given.codec ?? before.codec;
      const fallback = codec === before.codec ? before.topics : [...DEFAULT_TOPICS[codec]];
      const after = present({ ...before, topics: fallback, ...given }) as Gateway;
      check(after);
      if (isDeepStrictEqual(after, before)) return before;
      after.version = (before.version ?? 1) + 1;
      await m.update(GatewayRow, { id }, toRow(after));
      await recordChange(m, { kind: 'gateway', id, change: 'changed', before, after }, this.clock.now());
      await bumpRevision(m);
      return after;
    });
  }

  /**
   * Removes it and its secrets; its history stays. @throws NotFoundError, ChangedMeanwhileError; InUseError while devices
   * in use are registered under it
   */
  async remove(id: string, version?: number): Promise<void> {
    await this.db.write(async (m) => {
      const before = await gatewayOf(m, id);
      unchangedSince(`Gateway "${before.name}"`, before, version);
      const users = await m.find(DeviceRow, {
        select: { id: true },
        where: { gateway: id, state: Not(In(GONE)) },
        order: { id: 'ASC' },
      });
      if (users.length > 0)
        throw new InUseError(
          `Gateway "${id}"`,
          users.map(({ id: user }) => ({ what: 'thiết bị', id: user })),
        );
      await m.delete(GatewayRow, { id });
      const after = { ...before, version: (before.version ?? 1) + 1 };
      await recordChange(m, { kind: 'gateway', id, change: 'removed', before, after }, this.clock.now());
      await revokeSecrets(m, id);
      await bumpRevision(m);
    });
  }

  /** A new secret; those before open nothing any more. @throws NotFoundError */
  newSecret(id: string, change?: SecretChange): Promise<string> {
    return this.db.write(async (m) => {
      await gatewayOf(m, id);
      const now = this.clock.now();
      const secret = await issueSecret(m, id, now, change);
      await bumpRevision(m);
      await note(m, { action: 'gateway.secret', target: id }, now);
      return secret;
    });
  }
}

function check({ codec, topics, fieldMap }: Gateway): void {
  checkTopics(codec, topics);
  if (fieldMap && codec !== 'generic')
    throw new InvalidInputError([{ field: 'fieldMap', problem: 'chỉ dùng cho codec generic' }]);
}

async function gatewayOf(m: EntityManager, id: string): Promise<Gateway> {
  const row = await m.findOneBy(GatewayRow, { id });
  if (!row) throw new NotFoundError('gateway', id);
  return toGateway(row);
}

export const toGateway = (row: GatewayRow): Gateway => present({ ...row, codec: row.codec as Codec });

const toRow = (gateway: Gateway): GatewayRow => ({
  ...gateway,
  fieldMap: gateway.fieldMap ?? null,
  version: gateway.version ?? 1,
});
