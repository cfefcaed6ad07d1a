import { type Device, type NewInstallation, newInstallationSchema } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import { type EntityManager, Not } from 'typeorm';
import { secretHashOf } from '../accounts/secrets.js';
import { actorNow } from '../audit/actor.js';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { toDevice } from '../devices/change-device.js';
import { insertDevice } from '../devices/insert-device.js';
import { ClaimRow, InstallationRow } from '../entities/claim.entity.js';
import { DeviceRow } from '../entities/device.entity.js';
import { ProfileRow } from '../entities/profile.entity.js';
import { parseInput } from '../input/parse-input.js';
import { InvalidInputError } from '../registry.errors.js';
import { bumpRevision } from '../snapshot/revision.js';
import { AlreadyClaimedError, ClaimEndedError, NameTakenError, UnknownCodeError } from './claim.errors.js';
import { AFTER_CLAIM_MS, stateOf } from './claim-state.js';
import { labelOf } from './labels.repository.js';
import { inSimulation } from './simulated.js';

/** The phone's clock is believed back to this: it may have been without a network for so long. Milliseconds. */
const TAKEN_BEFORE_MS = 60 * 24 * 3_600_000;
/** What a logger gathered on the day before it was put up is believed as well. */
const BELIEVED_BEFORE_MS = 24 * 3_600_000;

/** Boxes that were put up in the field: a label becomes a device, once. */
export class InstallationsRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the label's box a device. The same key again is the same installation, whatever else is said with it.
   * @throws UnknownCodeError, AlreadyClaimedError, ClaimEndedError, NameTakenError, InvalidInputError, UnknownProfileError
   */
  async install(installation: NewInstallation): Promise<{ device: Device; again: boolean }> {
    const { photo: _, ...given } = parseInput(newInstallationSchema, installation);
    const now = this.clock.now();
    return this.db.write(async (m) => {
      const before = await m.findOneBy(InstallationRow, { key: given.key });
      if (before) return { device: toDevice(await m.findOneByOrFail(DeviceRow, { id: before.device })), again: true };
      const { code, key, takenAt, accuracyM = null } = given;
      const label = await openLabel(m, given, now);
      const device = await insertDevice(m, await wanted(m, label, given, now), now);
      const by = actorNow().by;
      await m.update(
        ClaimRow,
        { id: code },
        {
          ...{ state: 'claimed', device: device.id, claimedAt: now, claimedBy: by },
          expires: Math.max(label.expires, now + AFTER_CLAIM_MS),
        },
      );
      await m.insert(InstallationRow, {
        ...{ key, claim: code, device: device.id, installedBy: by, installedAt: now, takenAt, accuracyM },
      });
      await note(m, { action: 'device.install', target: device.id, detail: { code } }, now);
      await bumpRevision(m);
      return { device, again: false };
    });
  }

  /** When it was put up, milliseconds; undefined for one that came to the registry another way. */
  async installedAt(device: string): Promise<number | undefined> {
    const [row] = await this.db.read((m) =>
      m.find(InstallationRow, { where: { device }, order: { installedAt: 'DESC' }, take: 1 }),
    );
    return row?.installedAt;
  }
}

type Given = Omit<ReturnType<typeof newInstallationSchema.parse>, 'photo'>;

async function openLabel(m: EntityManager, { code, claimSecret }: Given, now: number): Promise<ClaimRow> {
  const label = await labelOf(m, code);
  if (claimSecret !== undefined && secretHashOf(claimSecret) !== label.secretHash) throw new UnknownCodeError(code);
  const state = stateOf(label, now);
  if (state === 'withdrawn') throw new ClaimEndedError(state);
  if (label.device !== null) throw new AlreadyClaimedError(label.claimedBy!, label.claimedAt!, label.device);
  if (state === 'expired') throw new ClaimEndedError(state);
  return label;
}

/** The code stands on the box, so whoever is sent to repair it finds it by its id. */
async function wanted(m: EntityManager, label: ClaimRow, given: Given, now: number) {
  const { name, hamlet, place, lat, lon, takenAt } = given;
  const profile = given.profile ?? label.profile;
  if (!profile) throw new InvalidInputError([{ field: 'profile', problem: 'chọn loại thiết bị' }]);
  const namesake = await m.findOneBy(DeviceRow, { name, state: Not('retired') });
  if (namesake) throw new NameTakenError(name, namesake.id);
  const known = await m.findOneBy(ProfileRow, { id: profile, removed: false });
  const put = takenAt > now || takenAt < now - TAKEN_BEFORE_MS ? now : takenAt;
  return {
    ...{ id: `${known?.body.kind ?? 'device'}-${label.id}`, name, profile, installedAt: put - BELIEVED_BEFORE_MS },
    simulated: await inSimulation(m),
    ...(hamlet !== undefined && { hamlet }),
    ...(place !== undefined && { place }),
    ...(lat !== undefined && { lat }),
    ...(lon !== undefined && { lon }),
  };
}
