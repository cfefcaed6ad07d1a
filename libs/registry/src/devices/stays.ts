import { type Device, isGone } from '#hub/contracts';
import { type EntityManager, IsNull } from 'typeorm';
import { StayRow } from '../entities/thing.entity.js';

/** A device that was taken in stands nowhere. */
const siteOf = (device: Device | undefined): string | undefined =>
  device && !isGone(device.state) ? device.site : undefined;

/** A site's history is that of the devices which stood there: who came and who left is kept with the change that says so. */
export async function moveBetweenSites(
  m: EntityManager,
  before: Device | undefined,
  after: Device,
  now: number,
  inPlaceOf?: string,
): Promise<void> {
  const [left, come] = [siteOf(before), siteOf(after)];
  if (left === come) return;
  if (left !== undefined) await m.update(StayRow, { site: left, device: after.id, to: IsNull() }, { to: now });
  if (come === undefined) return;
  // whoever never stood at a site stood where it is since it was put up, unless another box stood there until now
  const fromNow = inPlaceOf !== undefined || (await m.existsBy(StayRow, { device: after.id }));
  const from = fromNow ? now : after.installedAt;
  await m.insert(StayRow, { site: come, device: after.id, from, to: null });
}
