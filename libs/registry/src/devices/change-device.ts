import { isDeepStrictEqual } from 'node:util';
import { type Device, isGone } from '#hub/contracts';
import type { EntityManager } from 'typeorm';
import { revokeSecrets } from '../accounts/secrets.js';
import { DeviceRow } from '../entities/device.entity.js';
import { recordChange } from '../history/record-change.js';
import { present } from '../input/present.js';
import { NotFoundError } from '../registry.errors.js';
import { bumpRevision } from '../snapshot/revision.js';
import { ending, type LifeWords, mayFollow, recordLife } from './life-rows.js';
import { moveBetweenSites } from './stays.js';

/**
 * Writes a device as it is from now on, with all that follows from it: its version, history, life, stay at a site, secrets.
 * @throws NotNowError
 */
export async function changeDevice(
  m: EntityManager,
  before: Device,
  wanted: Device,
  now: number,
  words: LifeWords = {},
): Promise<Device> {
  mayFollow(before, wanted.state);
  const after = ending(toDevice(toRow(wanted)), now);
  await recordLife(m, before, after, words, now);
  if (isDeepStrictEqual(after, before)) return before;
  after.version = (before.version ?? 1) + 1;
  await m.update(DeviceRow, { id: before.id }, toRow(after));
  await moveBetweenSites(m, before, after, now, words.other);
  await recordChange(m, { kind: 'device', id: before.id, change: 'changed', before, after }, now);
  if (!signsIn(after)) await revokeSecrets(m, after.id);
  await bumpRevision(m);
  return after;
}

export const signsIn = ({ gateway, state }: Device): boolean => gateway === undefined && !isGone(state);

/** @throws NotFoundError */
export async function deviceOf(m: EntityManager, id: string): Promise<Device> {
  const row = await m.findOneBy(DeviceRow, { id });
  if (!row) throw new NotFoundError('thiết bị', id);
  return toDevice(row);
}

export const toDevice = (row: DeviceRow): Device => present(row) as Device;

/** An empty text is as none. */
export function toRow(device: Device): DeviceRow {
  return {
    ...device,
    hamlet: device.hamlet || null,
    place: device.place || null,
    lat: device.lat ?? null,
    lon: device.lon ?? null,
    site: device.site ?? null,
    block: device.block ?? null,
    plot: device.plot ?? null,
    windHeightM: device.windHeightM ?? null,
    cameraGroup: device.cameraGroup ?? null,
    gateway: device.gateway ?? null,
    address: device.address || null,
    maintenanceUntil: device.maintenanceUntil ?? null,
    version: device.version ?? 1,
  };
}
