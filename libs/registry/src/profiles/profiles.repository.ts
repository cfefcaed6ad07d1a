import { isDeepStrictEqual } from 'node:util';
import { type DeviceProfile, deviceProfileSchema } from '#hub/contracts';
import type { Database } from '../database/database.js';
import { DeviceRow } from '../entities/device.entity.js';
import { ProfileRow } from '../entities/profile.entity.js';
import { parseInput } from '../input/parse-input.js';
import { InUseError, InvalidInputError, NotFoundError } from '../registry.errors.js';
import { bumpRevision } from '../snapshot/revision.js';

export class ProfilesRepository {
  constructor(private readonly db: Database) {}

  /** By id. */
  list(): Promise<DeviceProfile[]> {
    return this.db.read(async (m) => {
      const rows = await m.find(ProfileRow, { where: { removed: false }, order: { id: 'ASC' } });
      return rows.map(({ body }) => body);
    });
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<DeviceProfile> {
    const row = await this.db.read((m) => m.findOneBy(ProfileRow, { id, removed: false }));
    if (!row) throw new NotFoundError('loại thiết bị', id);
    return row.body;
  }

  /** Adds it or takes the place of the one with its id; new releases leave it alone. @throws InvalidInputError */
  async put(profile: unknown): Promise<DeviceProfile> {
    const body = parseInput(deviceProfileSchema, profile);
    for (const [metric, { range }] of Object.entries(body.metrics))
      if (range && range[0] >= range[1])
        throw new InvalidInputError([{ field: `metrics.${metric}.range`, problem: 'số sau phải lớn hơn số trước' }]);
    await this.db.write(async (m) => {
      await m.upsert(ProfileRow, { id: body.id, body, local: true, removed: false }, ['id']);
      await bumpRevision(m);
    });
    return body;
  }

  /**
   * Removes it for good, also when a new release brings it. @throws NotFoundError; InUseError while a device has it, a
   * retired one included: its history is found through its profile
   */
  async remove(id: string): Promise<void> {
    await this.db.write(async (m) => {
      if (!(await m.existsBy(ProfileRow, { id, removed: false }))) throw new NotFoundError('loại thiết bị', id);
      const users = await m.find(DeviceRow, { select: { id: true }, where: { profile: id }, order: { id: 'ASC' } });
      if (users.length > 0)
        throw new InUseError(
          `Loại thiết bị "${id}"`,
          users.map((device) => device.id),
        );
      await m.update(ProfileRow, { id }, { local: true, removed: true });
      await bumpRevision(m);
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
      if (fresh.length === 0) return;
      const rows = fresh.map((body) => ({ id: body.id, body, local: false, removed: false }));
      await m.upsert(ProfileRow, rows, ['id']);
      await bumpRevision(m);
    });
  }
}
