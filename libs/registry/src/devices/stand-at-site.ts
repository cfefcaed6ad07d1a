import type { Device, Site } from '#hub/contracts';
import type { EntityManager } from 'typeorm';
import { present } from '../input/present.js';
import { InvalidInputError } from '../registry.errors.js';
import { thingOf } from '../things/find-thing.js';

const OF_THE_SITE = ['hamlet', 'place', 'lat', 'lon', 'block', 'plot'] as const;
type Given = { [F in (typeof OF_THE_SITE)[number]]?: Device[F] | null | undefined };

/**
 * A device that has a site is where the site is. @throws InvalidInputError when somebody says that it is elsewhere, or
 * there is no such site
 */
export async function standAtSite(m: EntityManager, device: Device, given: Given, before?: Device): Promise<Device> {
  if (device.site === undefined) return device;
  const site = await thingOf(m, 'site', device.site);
  if (!site) throw new InvalidInputError([{ field: 'site', problem: `không có điểm đặt "${device.site}"` }]);
  const place = await placeOfSite(m, site);
  const fields = OF_THE_SITE.filter(
    (f) => f in place && given[f] != null && given[f] !== place[f] && given[f] !== before?.[f],
  );
  if (fields.length > 0)
    throw new InvalidInputError(
      fields.map((field) => ({ field, problem: `lấy theo điểm đặt "${site.name}": hãy sửa điểm đặt` })),
    );
  return present({ ...device, ...place }) as Device;
}

/** As a device has it: the hamlet by its name, as sentences use it; a site in no hamlet leaves it to the device ("Kênh Tiêu"). */
export async function placeOfSite(m: EntityManager, { hamlet, place, lat, lon, block, plot }: Site): Promise<Given> {
  const its = hamlet === undefined ? undefined : await thingOf(m, 'hamlet', hamlet);
  return { ...(its && { hamlet: its.name }), place, lat, lon, block, plot };
}
