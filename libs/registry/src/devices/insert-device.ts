import { type Device, isGone } from '#hub/contracts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { claimId } from '../accounts/account-ids.js';
import { defaultCommune } from '../communes/communes.repository.js';
import { DeviceRow } from '../entities/device.entity.js';
import { GatewayRow } from '../entities/gateway.entity.js';
import { recordChange } from '../history/record-change.js';
import { present } from '../input/present.js';
import { InvalidInputError } from '../registry.errors.js';
import { bumpRevision } from '../snapshot/revision.js';
import { toDevice, toRow } from './change-device.js';
import { ending, recordLife } from './life-rows.js';
import { checkPlaces, freePlace, knownProfile } from './device-places.js';
import type { newDeviceSchema } from './device.schema.js';
import { standAtSite } from './stand-at-site.js';
import { moveBetweenSites } from './stays.js';

/** What a logger gathered on the day it was registered is believed, and so is a packet that waited for its registration. */
const BELIEVED_BEFORE_MS = 24 * 3_600_000;

/**
 * Registers a device in the caller's transaction, without a secret. What is left out: see `DevicesRepository.add`.
 * @throws InvalidInputError, IdTakenError, UnknownProfileError, AddressTakenError
 */
export async function insertDevice(
  m: EntityManager,
  device: z.output<typeof newDeviceSchema>,
  now: number,
): Promise<Device> {
  const given = present(device);
  await claimId(m, given.id);
  const wanted = toDevice(
    toRow({
      name: given.id,
      state: 'installed',
      simulated: false,
      installedAt: now - BELIEVED_BEFORE_MS,
      ...given,
      commune: given.commune ?? (await communeFor(m, given.gateway)),
    }),
  );
  const added = ending(await settled(m, wanted, given), now);
  await m.insert(DeviceRow, toRow(added));
  await recordLife(m, undefined, added, {}, now);
  await moveBetweenSites(m, undefined, added, now);
  await recordChange(m, { kind: 'device', id: added.id, change: 'added', after: added }, now);
  await bumpRevision(m);
  return added;
}

/** The device as it would be, at its site, with everything that it names checked. */
export async function settled(
  m: EntityManager,
  wanted: Device,
  given: Parameters<typeof standAtSite>[2],
  before?: Device,
) {
  if ((wanted.lat === undefined) !== (wanted.lon === undefined))
    throw invalid(wanted.lat === undefined ? 'lat' : 'lon', 'cần cả vĩ độ và kinh độ');
  if (wanted.address !== undefined && wanted.gateway === undefined)
    throw invalid('address', 'chỉ dùng cho thiết bị gửi qua gateway');
  if (wanted.profile !== before?.profile) await knownProfile(m, wanted.profile);
  const device = await standAtSite(m, wanted, given, before);
  await checkPlaces(m, device, before);
  if (!isGone(device.state)) await freePlace(m, device);
  return device;
}

const invalid = (field: string, problem: string) => new InvalidInputError([{ field, problem }]);

async function communeFor(m: EntityManager, gateway: string | undefined): Promise<string> {
  const its = gateway === undefined ? null : await m.findOneBy(GatewayRow, { id: gateway });
  return its?.commune ?? defaultCommune(m);
}
