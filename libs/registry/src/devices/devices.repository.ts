import type { Device } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { claimId } from '../accounts/account-ids.js';
import { issueSecret, revokeSecrets, type SecretChange } from '../accounts/secrets.js';
import { defaultCommune } from '../communes/communes.repository.js';
import type { Database } from '../database/database.js';
import { DeviceRow } from '../entities/device.entity.js';
import { GatewayRow } from '../entities/gateway.entity.js';
import { parseInput } from '../input/parse-input.js';
import { defined, present } from '../input/present.js';
import { InvalidInputError, NotFoundError } from '../registry.errors.js';
import { bumpRevision } from '../snapshot/revision.js';
import { freePlace, knownProfile } from './device-places.js';
import { devicePatchSchema, newDeviceSchema } from './device.schema.js';

export interface AddedDevice {
  device: Device;
  /** What it signs in with, told this once. Absent where a gateway speaks for it. */
  secret?: string;
}

/** What a logger gathered on the day it was registered is believed, and so is a packet that waited for its registration. */
const BELIEVED_BEFORE_MS = 24 * 3_600_000;

export class DevicesRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** By id, retired ones too. */
  list(): Promise<Device[]> {
    return this.db.read(async (m) => (await m.find(DeviceRow, { order: { id: 'ASC' } })).map(toDevice));
  }

  /** @throws NotFoundError */
  get(id: string): Promise<Device> {
    return this.db.read((m) => deviceOf(m, id));
  }

  /**
   * Registers a device. Left out, its name is its id, its commune that of its gateway or the only one, its state
   * `installed`; event times of up to a day before are believed.
   * @throws InvalidInputError, IdTakenError, UnknownProfileError, AddressTakenError
   */
  async add(device: unknown): Promise<AddedDevice> {
    const given = present(parseInput(newDeviceSchema, device));
    const now = this.clock.now();
    return this.db.write(async (m) => {
      await claimId(m, given.id);
      const row = toRow({
        name: given.id,
        state: 'installed',
        simulated: false,
        installedAt: now - BELIEVED_BEFORE_MS,
        ...given,
        commune: given.commune ?? (await communeFor(m, given.gateway)),
      });
      const added = toDevice(row);
      await checked(m, added);
      await m.insert(DeviceRow, row);
      await bumpRevision(m);
      if (!signsIn(added)) return { device: added };
      return { device: added, secret: await issueSecret(m, added.id, now) };
    });
  }

  /**
   * Changes some of it; null takes away what need not be there. What no longer signs in itself (retired, or behind a
   * gateway now) is cut off; what does so again needs a new secret.
   * @throws NotFoundError, InvalidInputError, UnknownProfileError, AddressTakenError
   */
  async update(id: string, patch: unknown): Promise<Device> {
    const given = parseInput(devicePatchSchema, patch);
    return this.db.write(async (m) => {
      const before = await deviceOf(m, id);
      const row = toRow(patched(before, given));
      const after = toDevice(row);
      await checked(m, after, before);
      await m.update(DeviceRow, { id }, row);
      if (!signsIn(after)) await revokeSecrets(m, id);
      await bumpRevision(m);
      return after;
    });
  }

  /** Cuts it off at once. Its history stays, and so does its id. @throws NotFoundError */
  async retire(id: string): Promise<Device> {
    return this.update(id, { state: 'retired' });
  }

  /** A new secret; those before open nothing any more. @throws NotFoundError, InvalidInputError */
  newSecret(id: string, change?: SecretChange): Promise<string> {
    return this.db.write(async (m) => {
      const { state, gateway } = await deviceOf(m, id);
      if (gateway) throw invalid('gateway', `thiết bị gửi qua gateway "${gateway}", không có mật khẩu riêng`);
      if (state === 'retired') throw invalid('state', 'thiết bị đã thu hồi, hãy đưa trở lại sử dụng trước');
      const secret = await issueSecret(m, id, this.clock.now(), change);
      await bumpRevision(m);
      return secret;
    });
  }
}

async function checked(m: EntityManager, device: Device, before?: Device): Promise<void> {
  if ((device.lat === undefined) !== (device.lon === undefined))
    throw invalid(device.lat === undefined ? 'lat' : 'lon', 'cần cả vĩ độ và kinh độ');
  if (device.address !== undefined && device.gateway === undefined)
    throw invalid('address', 'chỉ dùng cho thiết bị gửi qua gateway');
  if (device.profile !== before?.profile) await knownProfile(m, device.profile);
  if (device.state !== 'retired') await freePlace(m, device);
}

const signsIn = ({ gateway, state }: Device): boolean => gateway === undefined && state !== 'retired';
const invalid = (field: string, problem: string) => new InvalidInputError([{ field, problem }]);

async function deviceOf(m: EntityManager, id: string): Promise<Device> {
  const row = await m.findOneBy(DeviceRow, { id });
  if (!row) throw new NotFoundError('thiết bị', id);
  return toDevice(row);
}

async function communeFor(m: EntityManager, gateway: string | undefined): Promise<string> {
  const its = gateway === undefined ? null : await m.findOneBy(GatewayRow, { id: gateway });
  return its?.commune ?? defaultCommune(m);
}

/** What is named there goes with the gateway. */
function patched(before: Device, patch: z.output<typeof devicePatchSchema>): Device {
  const { address: _, ...rest } = before;
  const kept = patch.gateway === null ? rest : before;
  return present({ ...kept, ...defined(patch) }) as Device;
}

export const toDevice = (row: DeviceRow): Device => present(row) as Device;

/** An empty text is as none. */
function toRow(device: Device): DeviceRow {
  return {
    ...device,
    hamlet: device.hamlet || null,
    place: device.place || null,
    lat: device.lat ?? null,
    lon: device.lon ?? null,
    gateway: device.gateway ?? null,
    address: device.address || null,
  };
}
