import { isDeepStrictEqual } from 'node:util';
import { type DeviceProfile, deviceProfileSchema } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database.js';
import { DeviceRow } from '../entities/device.entity.js';
import { ProfileRow } from '../entities/profile.entity.js';
import { keepVersion, recordChange } from '../history/record-change.js';
import { unchangedSince } from '../history/unchanged-since.js';
import { parseInput } from '../input/parse-input.js';
import { InUseError, InvalidInputError, NotFoundError } from '../registry.errors.js';
import { bumpRevision } from '../snapshot/revision.js';

export class ProfilesRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** By id. */
  list(): Promise<DeviceProfile[]> {
    return this.db.read(async (m) => {
      const rows = await m.find(ProfileRow, { where: { removed: false }, order: { id: 'ASC' } });
      return rows.map(toProfile);
    });
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<DeviceProfile> {
    const row = await this.db.read((m) => m.findOneBy(ProfileRow, { id, removed: false }));
    if (!row) throw new NotFoundError('loại thiết bị', id);
    return toProfile(row);
  }

  /**
   * Adds it or takes the place of the one with its id, where a version is given of that version alone; new releases
   * leave it alone. @throws InvalidInputError, ChangedMeanwhileError
   */
  async put(profile: unknown): Promise<DeviceProfile> {
    const { version, ...body } = parseInput(deviceProfileSchema, profile);
    for (const [metric, { range }] of Object.entries(body.metrics))
      if (range && range[0] >= range[1])
        throw new InvalidInputError([{ field: `metrics.${metric}.range`, problem: 'số sau phải lớn hơn số trước' }]);
    return this.db.write(async (m) => {
      const before = await m.findOneBy(ProfileRow, { id: body.id });
      if (before && !before.removed) {
        unchangedSince(`Loại thiết bị "${before.body.vi}"`, toProfile(before), version);
        if (before.local && isDeepStrictEqual(before.body, body)) return toProfile(before);
      }
      return this.#write(m, { body, local: true, removed: false }, before);
    });
  }

  /** With the version that it is from now on. What a release brings is nobody's doing: its versions are kept, that is all. */
  async #write(
    m: EntityManager,
    now: Omit<ProfileRow, 'id' | 'version'>,
    before: ProfileRow | null,
    record = recordChange,
  ) {
    const row = { ...now, id: now.body.id, version: (before?.version ?? 0) + 1 };
    await m.upsert(ProfileRow, row, ['id']);
    const change = now.removed ? 'removed' : before?.removed ? 'restored' : before ? 'changed' : 'added';
    const versions = { before: before ? toProfile(before) : undefined, after: toProfile(row) };
    await record(m, { kind: 'profile', id: row.id, change, ...versions }, this.clock.now());
    await bumpRevision(m);
    return toProfile(row);
  }

  /**
   * Removes it for good, also when a new release brings it. @throws NotFoundError; InUseError while a device has it, a
   * retired one included: its history is found through its profile
   */
  async remove(id: string, version?: number): Promise<void> {
    await this.db.write(async (m) => {
      const before = await m.findOneBy(ProfileRow, { id, removed: false });
      if (!before) throw new NotFoundError('loại thiết bị', id);
      unchangedSince(`Loại thiết bị "${before.body.vi}"`, toProfile(before), version);
      const users = await m.find(DeviceRow, { select: { id: true }, where: { profile: id }, order: { id: 'ASC' } });
      if (users.length > 0)
        throw new InUseError(
          `Loại thiết bị "${id}"`,
          users.map(({ id: user }) => ({ what: 'thiết bị', id: user })),
        );
      await this.#write(m, { body: before.body, local: true, removed: true }, before);
    });
  }

  /** Brings in a release's profiles: those that nobody here changed or removed become what the release says. */
  async seed(profiles: readonly DeviceProfile[]): Promise<void> {
    await this.db.write(async (m) => {
      const known = new Map((await m.find(ProfileRow)).map((row) => [row.id, row]));
      const fresh = profiles.filter((profile) => {
        const row = known.get(profile.id);
        return !row || (!row.local && !isDeepStrictEqual(row.body, profile));
      });
      for (const body of fresh)
        await this.#write(m, { body, local: false, removed: false }, known.get(body.id) ?? null, keepVersion);
    });
  }
}

const toProfile = ({ body, version }: Pick<ProfileRow, 'body' | 'version'>): DeviceProfile => ({ ...body, version });
