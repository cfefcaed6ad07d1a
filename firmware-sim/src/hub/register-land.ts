import type { ThingKind } from '#hub/contracts';
import { sampleCommune } from '../commune/map.js';
import { areaOf, BLOCKS, PLOTS, WATER_HOURS } from '../commune/register/fields.js';
import { VILLAGERS } from '../commune/register/people.js';
import { HAMLET_THINGS, SITES } from '../commune/register/sites.js';
import { sourceRecordsAt, sourcesAt } from '../commune/register/sources.js';
import { CANALS, STRUCTURES } from '../commune/register/water.js';
import { CAMERA_VIEWS } from '../commune/stations.js';
import { type HubApi, HubRefusedError, type ThingFeature } from './hub-api.js';

/** Group of the commune's cameras, which look at roads and works. */
export const CAMERA_GROUP = 'cam-duong-cong-trinh';

/** What devices stand in: hamlets, who lives there, fields, canals, sites. Before the devices. */
export async function registerLand(api: HubApi): Promise<void> {
  await bring(api, 'hamlet', hamlets);
  await bring(api, 'block', async () => {
    await bringPeople(api);
    return BLOCKS.map((block) => {
      const { id, name, hamlet, keeper, told, flowM3h, travelMin } = block;
      return feature({ id, name, hamlet, keeper, told, delivery: 'lined', flowM3h, travelMin }, areaOf(block));
    });
  });
  await bring(api, 'plot', () =>
    PLOTS.map((plot) => {
      const { id, crop, owner, ownName, block, unsown } = plot;
      const sownOn = dayBefore(block.standsDays);
      const about = { id, crop, owner, ownName, block: block.id, hamlet: block.hamlet, soil: block.soil };
      return feature({ ...about, ...(crop !== 'fallow' && !unsown && { sownOn }) }, areaOf(plot));
    }),
  );
  await bring(api, 'canal', () => CANALS.map((canal) => feature(canal)));
  await bring(api, 'site', () => SITES.map(atPoint));
  await bring(api, 'camera-group', () => [feature({ id: CAMERA_GROUP, name: 'Camera đường và công trình' })]);
}

/** The day so many days ago, by Vietnam's clock: crops stand as far as the season is now. */
const dayBefore = (days: number): string =>
  new Date(Date.now() + (7 - 24 * days) * 3_600_000).toISOString().slice(0, 10);

/** What devices move, where they look, and what pours into the canals. After them; `now` in milliseconds. */
export async function registerWorks(api: HubApi, now: number): Promise<void> {
  if ((await api.countOf('structure')) === 0)
    for (const { id, watched } of BLOCKS) await api.changeThing('block', id, { watched, hours: WATER_HOURS });
  await bring(api, 'structure', () => STRUCTURES.map(atPoint));
  await bring(api, 'camera', () =>
    CAMERA_VIEWS.map(({ id, bearing, width }) => feature({ id, bearing, fieldOfView: width })),
  );
  const fresh = await bring(api, 'source', () => sourcesAt(now).map(atPoint));
  if (fresh) for (const { source, ...record } of sourceRecordsAt(now)) await api.addSourceRecord(source, record);
}

/** A kind of which something is there already is somebody's by now, and left alone. Says whether it was brought. */
async function bring(
  api: HubApi,
  kind: ThingKind,
  features: () => readonly ThingFeature[] | Promise<readonly ThingFeature[]>,
): Promise<boolean> {
  if ((await api.countOf(kind)) > 0) return false;
  const { imported, bad } = await api.importThings(kind, await features());
  if (!imported) throw new HubRefusedError(422, 'bad-rows', `${kind}: ${JSON.stringify(bad.slice(0, 3))}`);
  return true;
}

/** Once each, also where a start was cut short. */
async function bringPeople(api: HubApi): Promise<void> {
  const known = new Set((await api.people()).map(({ name }) => name));
  for (const { name, hamlet, grants } of VILLAGERS) {
    if (known.has(name)) continue;
    const own = PLOTS.filter(({ owner }) => owner === name);
    const farmer = own.map(({ id }) => ({ role: 'farmer', scope: { kind: 'plot' as const, id } }));
    await api.addPerson({ name, hamlet, grants: [...grants, ...farmer] });
  }
}

/** As the commune's map has them. */
function hamlets(): ThingFeature[] {
  const { features } = sampleCommune().map;
  return HAMLET_THINGS.map(({ id, name }) => {
    const drawn = features.find(({ properties }) => properties.layer === 'hamlet' && properties.name === name);
    return feature({ id, name }, drawn?.geometry);
  });
}

const feature = (properties: ThingFeature['properties'], geometry: object | null = null): ThingFeature => ({
  ...{ type: 'Feature', properties, geometry },
});
const atPoint = ({ lat, lon, ...rest }: { id: string; lat: number; lon: number }): ThingFeature =>
  feature(rest, { type: 'Point', coordinates: [lon, lat] });
