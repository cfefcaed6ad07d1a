import { type Device, isGone } from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import type { z } from 'zod';
import { issueSecret, type SecretChange } from '../accounts/secrets.js';
import { note } from '../audit/audit.js';
import type { Database } from '../database/database.js';
import { DeviceRow } from '../entities/device.entity.js';
import { unchangedSince } from '../history/unchanged-since.js';
import { parseInput } from '../input/parse-input.js';
import { defined, present } from '../input/present.js';
import { InvalidInputError } from '../registry.errors.js';
import { bumpRevision } from '../snapshot/revision.js';
import { changeDevice, deviceOf, signsIn, toDevice, toRow } from './change-device.js';
import { devicePatchSchema, newDeviceSchema } from './device.schema.js';
import { insertDevice, settled } from './insert-device.js';

export interface AddedDevice {
  device: Device;
  /** What it signs in with, told this once. Absent where a gateway speaks for it. */
  secret?: string;
}

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
    const given = parseInput(newDeviceSchema, device);
    const now = this.clock.now();
    return this.db.write(async (m) => {
      const added = await insertDevice(m, given, now);
      if (!signsIn(added)) return { device: added };
      return { device: added, secret: await issueSecret(m, added.id, now) };
    });
  }

  /**
   * Changes some of it; null takes away what need not be there. A state that may not follow is refused. What no longer
   * signs in itself (retired, or behind a gateway now) is cut off; what does so again needs a new secret.
   * @throws NotFoundError, InvalidInputError, NotNowError, UnknownProfileError, AddressTakenError, ChangedMeanwhileError
   */
  async update(id: string, patch: unknown): Promise<Device> {
    const { version, ...given } = parseInput(devicePatchSchema, patch);
    return this.db.write(async (m) => {
      const before = await deviceOf(m, id);
      if (given.state === 'replaced' && before.state !== given.state)
        throw invalid('state', 'hãy chọn thiết bị thay vào');
      unchangedSince(`Thiết bị "${before.name}"`, before, version);
      const after = await settled(m, toDevice(toRow(patched(before, given))), given, before);
      return changeDevice(m, before, after, this.clock.now());
    });
  }

  /** Cuts it off at once. Its history stays, and so does its id. @throws NotFoundError */
  async retire(id: string): Promise<Device> {
    return this.update(id, { state: 'retired' });
  }

  /** A new secret; those before open nothing any more, or only until it is used. @throws NotFoundError, InvalidInputError */
  newSecret(id: string, change?: SecretChange): Promise<string> {
    return this.db.write(async (m) => {
      const { state, gateway } = await deviceOf(m, id);
      if (gateway) throw invalid('gateway', `thiết bị gửi qua gateway "${gateway}", không có mật khẩu riêng`);
      if (isGone(state)) throw invalid('state', 'thiết bị không còn dùng, hãy đưa trở lại sử dụng trước');
      const now = this.clock.now();
      const secret = await issueSecret(m, id, now, { ...change, untilUsed: true });
      await bumpRevision(m);
      await note(m, { action: 'device.secret', target: id }, now);
      return secret;
    });
  }
}

const invalid = (field: string, problem: string) => new InvalidInputError([{ field, problem }]);

/** What is named there goes with the gateway. */
function patched(before: Device, patch: Omit<z.output<typeof devicePatchSchema>, 'version'>): Device {
  const { address: _, ...rest } = before;
  const kept = patch.gateway === null ? rest : before;
  return present({ ...kept, ...defined(patch) }) as Device;
}
