import { COMMUNE_CODE, sampleCommune } from '../commune/map.js';
import { lonLatOf, STATIONS } from '../commune/stations.js';
import { GATEWAYS } from '../devices/gateways.js';
import { type Enrolled, enrol } from './enrol.js';
import type { HubApi } from './hub-api.js';
import { CAMERA_GROUP, registerLand, registerWorks } from './register-land.js';
import type { StateFolder } from './state-folder.js';

/** Tells the hub of the sample commune, its land and its stations, all marked as simulated. `installedAt` in milliseconds. */
export async function enrolCommune(api: HubApi, state: StateFolder, installedAt: number): Promise<Enrolled> {
  const gateways = Object.entries(GATEWAYS).map(([id, { name, codec, topics, fieldMap }]) => ({
    id,
    name,
    codec,
    topics,
    ...(fieldMap && { fieldMap }),
    commune: COMMUNE_CODE,
    simulated: true as const,
  }));
  const devices = STATIONS.map((station) => {
    const { id, profile, name, hamlet, place, gateway, address } = station;
    const [lon, lat] = lonLatOf(station);
    const behind = gateway && { gateway, ...(address && { address }) };
    return {
      ...{ id, profile, name, hamlet, place, lat, lon, site: id, ...behind },
      ...(profile.startsWith('camera') && { cameraGroup: CAMERA_GROUP }),
      commune: COMMUNE_CODE,
      simulated: true as const,
      installedAt,
    };
  });
  const land = () => registerLand(api);
  const enrolled = await enrol(api, state, { commune: sampleCommune(), land, gateways, devices });
  await registerWorks(api, installedAt);
  return enrolled;
}
