import type { Device, Hamlet } from '#hub/contracts';
import { type EntityManager, IsNull } from 'typeorm';
import { ThingRow } from '../entities/thing.entity.js';
import { present } from '../input/present.js';
import { InvalidInputError } from '../registry.errors.js';
import { addThing } from '../things/write-thing.js';
import { changeDevice } from './change-device.js';

/**
 * A box takes the place of another, in the caller's transaction: its name, site, whereabouts and group. A place that was
 * no site yet becomes one, with what was measured there until now. What becomes of the box before is the caller's to say.
 * @throws InvalidInputError where it has no position
 */
export async function takePlace(m: EntityManager, old: Device, newcomer: Device, now: number): Promise<Device> {
  const site = old.site ?? (await makeSite(m, old, now));
  const before = old.site === undefined ? await changeDevice(m, old, { ...old, site }, now) : old;
  const { name, hamlet, place, lat, lon, block, plot, cameraGroup } = before;
  const here = { name, hamlet, place, lat, lon, block, plot, cameraGroup, site };
  return changeDevice(m, newcomer, present({ ...newcomer, ...here }) as Device, now);
}

async function makeSite(m: EntityManager, device: Device, now: number): Promise<string> {
  const { id, commune, name, place, lat, lon, block, plot } = device;
  if (lat === undefined) throw new InvalidInputError([{ field: 'lat', problem: 'thiết bị cũ chưa có vị trí' }]);
  const hamlets = (await m.findBy(ThingRow, { kind: 'hamlet', removed: IsNull() })).map(({ body }) => body as Hamlet);
  const hamlet = hamlets.find((one) => one.commune === commune && one.name === device.hamlet)?.id;
  const site = await addThing(
    m,
    'site',
    present({ id: await freeId(m, id), commune, name, hamlet, place, lat, lon, block, plot }),
    now,
  );
  return site.id;
}

/** Of a site: the device's own, which is known, unless somebody gave it to another. */
async function freeId(m: EntityManager, id: string): Promise<string> {
  for (let i = 1; ; i++) {
    const free = i === 1 ? id : `${id.slice(0, 58)}-${i}`;
    if (!(await m.existsBy(ThingRow, { kind: 'site', id: free }))) return free;
  }
}
