import { type Device, type Hamlet, isGone, type Structure } from '#hub/contracts';
import { type EntityManager, IsNull } from 'typeorm';
import { ThingRow } from '../entities/thing.entity.js';
import { present } from '../input/present.js';
import { InvalidInputError, NotNowError } from '../registry.errors.js';
import { thingOf } from '../things/find-thing.js';
import { addThing, changeThing } from '../things/write-thing.js';
import { changeDevice } from './change-device.js';

/**
 * A box takes the place of another, in the caller's transaction: its name, site, whereabouts, mast and group, and what it moves
 * or sees there. A place that was no site yet becomes one, with what was measured there until now. The box before is
 * `replaced`; gives it. @throws InvalidInputError where neither has a
 * position, NotNowError
 */
export async function takePlace(
  m: EntityManager,
  old: Device,
  newcomer: Device,
  now: number,
  reason?: string,
): Promise<Device> {
  if (isGone(old.state)) throw new NotNowError(`Thiết bị "${old.name}" không còn dùng, không thay được nữa`);
  const { lat = newcomer.lat, lon = newcomer.lon } = old;
  const site = old.site ?? (await makeSite(m, { ...old, lat, lon }, now));
  const before = old.site === undefined ? await changeDevice(m, old, { ...old, site }, now) : old;
  const gone = await changeDevice(m, before, { ...before, state: 'replaced' }, now, { reason, other: newcomer.id });
  const { name, hamlet, place, block, plot, cameraGroup, windHeightM = newcomer.windHeightM } = before;
  const here = { name, hamlet, place, lat, lon, block, plot, cameraGroup, windHeightM, site };
  const state = newcomer.state === 'planned' ? 'installed' : newcomer.state;
  const there = present({ ...newcomer, ...here, state }) as Device;
  await changeDevice(m, newcomer, there, now, { reason, other: old.id });
  await handOver(m, old.id, newcomer.id, now);
  return gone;
}

/** The gate stays the gate, and what a camera sees from there stays to be seen. */
async function handOver(m: EntityManager, from: string, to: string, now: number): Promise<void> {
  const rows = await m.findBy(ThingRow, { kind: 'structure', removed: IsNull() });
  for (const structure of rows.map(({ body }) => body as Structure))
    if (structure.device === from) await changeThing(m, 'structure', structure, { device: to }, now);
  const view = await thingOf(m, 'camera', from);
  if (view && !(await thingOf(m, 'camera', to)))
    await addThing(m, 'camera', { ...view, id: to, version: undefined }, now);
}

type Standing = Omit<Device, 'lat' | 'lon'> & { lat: number | undefined; lon: number | undefined };

async function makeSite(m: EntityManager, device: Standing, now: number): Promise<string> {
  const { id, commune, name, place, lat, lon, block, plot } = device;
  if (lat === undefined) throw new InvalidInputError([{ field: 'lat', problem: 'chưa biết vị trí của thiết bị cũ' }]);
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
