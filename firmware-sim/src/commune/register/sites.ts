import type { Site } from '#hub/contracts';
import { HAMLETS } from '../land.js';
import { lonLatOf, type Station, STATIONS } from '../stations.js';
import { BLOCKS, covers, PLOTS } from './fields.js';

const HAMLET_IDS: Readonly<Record<string, string>> = {
  'Thôn Thượng': 'thuong',
  'Thôn Hậu': 'hau',
  'Thôn Mễ': 'me',
  'Thôn Đoài': 'doai',
  'Thôn Trung': 'trung',
  'Thôn Đông': 'dong',
  'Thôn Cổ': 'co',
  'Thôn Nguyễn': 'nguyen',
};
export const HAMLET_THINGS = HAMLETS.map(({ name }) => ({ id: HAMLET_IDS[name]!, name }));

type Spot = Omit<Site, 'commune' | 'version'>;
const siteOf = (station: Station): Spot => {
  const { id, hamlet, place, at } = station;
  const [lon, lat] = lonLatOf(station);
  // what somebody works stands with the fields that it waters
  const block =
    id === 'bom-dong-trung' ? 'dong-trung' : id === 'bom-co' ? 'bai-co' : BLOCKS.find((b) => covers(b, at))?.id;
  const plot = PLOTS.find((p) => covers(p, at))?.id;
  return {
    ...{ id, name: `${hamlet}, ${place}`, place, lat, lon },
    ...(HAMLET_IDS[hamlet] && { hamlet: HAMLET_IDS[hamlet] }),
    ...(block && { block }),
    ...(plot && { plot }),
  };
};

/** Where each station stands; a site bears the id of the first that stood there. */
export const SITES: readonly Spot[] = STATIONS.map(siteOf);
