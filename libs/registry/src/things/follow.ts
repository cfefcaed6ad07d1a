import type { Device, Hamlet, Site, Thing, ThingKind } from '#hub/contracts';
import type { EntityManager } from 'typeorm';
import { changeDevice, toDevice } from '../devices/change-device.js';
import { placeOfSite } from '../devices/stand-at-site.js';
import { DeviceRow } from '../entities/device.entity.js';
import { present } from '../input/present.js';
import { bumpRevision } from '../snapshot/revision.js';

/** What follows from a change of a thing for the devices that say it in their own words. `before` is absent of a new one. */
export async function follow(m: EntityManager, kind: ThingKind, before: Thing | undefined, after: Thing, now: number) {
  if (kind === 'hamlet' && before) await rename(m, before as Hamlet, after as Hamlet, now);
  if (kind === 'site' && before) await move(m, after as Site, now);
  await bumpRevision(m);
}

/** Devices say their hamlet by its name, as sentences do. */
async function rename(m: EntityManager, { commune, name }: Hamlet, after: Hamlet, now: number): Promise<void> {
  if (name === after.name) return;
  for (const row of await m.findBy(DeviceRow, { commune, hamlet: name }))
    await changeDevice(m, toDevice(row), { ...toDevice(row), hamlet: after.name }, now);
}

async function move(m: EntityManager, site: Site, now: number): Promise<void> {
  const place = await placeOfSite(m, site);
  for (const row of await m.findBy(DeviceRow, { site: site.id }))
    await changeDevice(m, toDevice(row), present({ ...toDevice(row), ...place }) as Device, now);
}
