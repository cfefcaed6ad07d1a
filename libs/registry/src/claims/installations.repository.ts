import { type Device, GONE, type NewInstallation, newInstallationSchema } from '#hub/contracts';
import { type Clock, Gathered } from '#hub/service-kit';
import { type EntityManager, In, Not } from 'typeorm';
import { secretHashOf } from '../accounts/secrets.js';
import { type Actor, actorNow, asActor } from '../audit/actor.js';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { wholly } from '../database/wholly.js';
import { deviceOf, toDevice } from '../devices/change-device.js';
import { insertDevice } from '../devices/insert-device.js';
import { takePlace } from '../devices/take-place.js';
import { ClaimRow, InstallationRow } from '../entities/claim.entity.js';
import { DeviceRow } from '../entities/device.entity.js';
import { ProfileRow } from '../entities/profile.entity.js';
import { FEW, inChunks } from '../input/in-chunks.js';
import { parseInput } from '../input/parse-input.js';
import { InvalidInputError, RegistryError } from '../registry.errors.js';
import { bumpRevision } from '../snapshot/revision.js';
import { AlreadyClaimedError, ClaimEndedError, NameTakenError, UnknownCodeError } from './claim.errors.js';
import { AFTER_CLAIM_MS, stateOf } from './claim-state.js';
import { labelOf } from './labels.repository.js';
import { inSimulation } from './simulated.js';

/** Installations of one transaction. */
const MOST_TOGETHER = 100;
/** The phone's clock is believed back to this: it may have been without a network for so long. Milliseconds. */
const TAKEN_BEFORE_MS = 60 * 24 * 3_600_000;
/** What a logger gathered on the day before it was put up is believed as well. */
const BELIEVED_BEFORE_MS = 24 * 3_600_000;

/** What somebody asked for, and who. */
interface Asked {
  given: Given;
  actor: Actor;
}
interface Installed {
  device: Device;
  again: boolean;
}

/**
 * Boxes that were put up in the field: a label becomes a device, once. What is asked for together shares one
 * transaction; whatever is in the way of one is in the way of that one alone, for it is found before anything is written.
 */
export class InstallationsRepository {
  readonly #together: Gathered<Asked, Installed | RegistryError>;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {
    this.#together = new Gathered((asked) => this.#install(asked), MOST_TOGETHER);
  }

  /**
   * Makes the label's box a device. The same key again is the same installation, whatever else is said with it.
   * @throws UnknownCodeError, AlreadyClaimedError, ClaimEndedError, NameTakenError, InvalidInputError, UnknownProfileError
   */
  async install(installation: NewInstallation): Promise<Installed> {
    const { photo: _, ...given } = parseInput(newInstallationSchema, installation);
    const installed = await this.#together.one({ given, actor: { ...actorNow() } });
    if (installed instanceof RegistryError) throw installed;
    return installed;
  }

  #install(asked: Asked[]): Promise<(Installed | RegistryError)[]> {
    const now = this.clock.now();
    return this.db.write(async (m) => {
      const done: (Installed | RegistryError)[] = [];
      await inChunks(
        asked,
        async (some) => {
          for (const { given, actor } of some)
            done.push(await asActor(actor, () => installOne(m, given, now)).catch(inTheWay));
        },
        FEW,
      );
      if (done.some((one) => !(one instanceof RegistryError) && !one.again)) await bumpRevision(m);
      return done;
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

/** @throws what is the database's fault: then nothing of all that was asked for is done */
function inTheWay(error: unknown): RegistryError {
  if (error instanceof RegistryError && error.fault === 'caller') return error;
  throw error;
}

async function installOne(m: EntityManager, given: Given, now: number): Promise<Installed> {
  const before = await m.findOneBy(InstallationRow, { key: given.key });
  if (before) return { device: toDevice(await m.findOneByOrFail(DeviceRow, { id: before.device })), again: true };
  const { code, key, takenAt, accuracyM = null } = given;
  const label = await openLabel(m, given, now);
  const device = await putUp(m, await wanted(m, label, given, now), given.replaces, now);
  const { by } = actorNow();
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
  return { device, again: false };
}

async function putUp(
  m: EntityManager,
  device: Parameters<typeof insertDevice>[1],
  replaces: string | undefined,
  now: number,
): Promise<Device> {
  if (replaces === undefined) return insertDevice(m, device, now);
  // wholly or not at all: others are installed in the same transaction
  return wholly(m, async () => {
    const old = await deviceOf(m, replaces);
    await takePlace(m, old, await insertDevice(m, device, now), now);
    return deviceOf(m, device.id);
  });
}

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
  const others = given.replaces === undefined ? {} : { id: Not(given.replaces) };
  const namesake = await m.findOneBy(DeviceRow, { name, state: Not(In(GONE)), ...others });
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
