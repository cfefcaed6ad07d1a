import {
  type Device,
  isGone,
  type LifeEntry,
  MAINTENANCE_MS,
  type StateChange,
  stateChangeSchema,
} from '#hub/contracts';
import type { Clock } from '#hub/service-kit';
import { type EntityManager, type FindOptionsWhere, LessThanOrEqual } from 'typeorm';
import { asActor } from '../audit/actor.js';
import type { Database } from '../database/database.js';
import { DeviceLifeRow } from '../entities/device-life.entity.js';
import { DeviceRow } from '../entities/device.entity.js';
import { parseInput } from '../input/parse-input.js';
import { InvalidInputError } from '../registry.errors.js';
import { changeDevice, deviceOf, toDevice } from './change-device.js';
import { toLifeEntry } from './life-rows.js';
import { takePlace } from './take-place.js';

/** What becomes of a device after it was put up. */
export class LifeRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Its states, newest first. @throws NotFoundError */
  of(device: string): Promise<LifeEntry[]> {
    return this.db.read(async (m) => {
      await deviceOf(m, device);
      return (await m.find(DeviceLifeRow, { where: { device }, order: { seq: 'DESC' } })).map(toLifeEntry);
    });
  }

  /**
   * Takes it into another state that may follow its own; maintenance may be made longer or shorter. One that is replaced
   * hands its place on to the device that comes. @throws NotFoundError, NotNowError, InvalidInputError
   */
  async change(id: string, wish: StateChange): Promise<Device> {
    const { state, reason, until, by } = parseInput(stateChangeSchema, wish);
    const now = this.clock.now();
    if (by !== undefined && state !== 'replaced') throw unfit('by', 'chỉ dùng khi thay thiết bị');
    checkUntil(state, until, now);
    return this.db.write(async (m) => {
      const before = await deviceOf(m, id);
      if (state !== 'replaced')
        return changeDevice(m, before, { ...before, state, maintenanceUntil: until }, now, { reason });
      const heir = await heirOf(m, id, by);
      return takePlace(m, before, heir, now, reason);
    });
  }

  /** Maintenance whose time is up is over. Gives the devices. */
  async endDue(): Promise<string[]> {
    const now = this.clock.now();
    const due: FindOptionsWhere<DeviceRow> = { state: 'maintenance', maintenanceUntil: LessThanOrEqual(now) };
    // looked at first without keeping writers waiting
    if (!(await this.db.read((m) => m.existsBy(DeviceRow, due)))) return [];
    return this.db.write((m) =>
      asActor({ by: 'hub' }, async () => {
        const devices = (await m.findBy(DeviceRow, due)).map(toDevice);
        for (const device of devices)
          await changeDevice(m, device, { ...device, state: 'installed' }, now, { reason: 'hết giờ bảo trì' });
        return devices.map(({ id }) => id);
      }),
    );
  }
}

async function heirOf(m: EntityManager, id: string, by: string | undefined): Promise<Device> {
  if (by === undefined) throw unfit('by', 'chọn thiết bị thay vào');
  if (by === id) throw unfit('by', 'không thể tự thay chính nó');
  const heir = await deviceOf(m, by);
  if (isGone(heir.state)) throw unfit('by', `thiết bị "${heir.name}" không còn dùng`);
  return heir;
}

function checkUntil(state: Device['state'], until: number | undefined, now: number): void {
  if (until === undefined) return;
  if (state !== 'maintenance') throw unfit('until', 'chỉ dùng khi bảo trì');
  if (until <= now) throw unfit('until', 'phải ở sau bây giờ');
  if (until > now + MAINTENANCE_MS) throw unfit('until', 'tối đa 30 ngày');
}

const unfit = (field: string, problem: string) => new InvalidInputError([{ field, problem }]);
