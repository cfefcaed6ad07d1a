import { type Device, DEVICE_STATES, type Presence, isGone } from '#hub/contracts';
import type { ValuesOfDevice } from '../../live/live-state.js';
import { finds } from '../data/fold.js';

export const LINKS = ['online', 'offline', 'silent', 'never'] as const satisfies Presence['link'][];

/** What a list of devices is narrowed to: as it stands in the address, so that it is there again after a look at one. */
export interface DeviceFilter {
  search: string;
  hamlet?: string;
  profile?: string;
  state?: Device['state'];
  link?: Presence['link'];
}

export function readFilter(query: URLSearchParams): DeviceFilter {
  const oneOf = <T extends string>(values: readonly T[], name: string) => values.find((v) => v === query.get(name));
  return {
    search: query.get('tim') ?? '',
    hamlet: query.get('thon') ?? undefined,
    profile: query.get('loai') ?? undefined,
    state: oneOf(DEVICE_STATES, 'trang-thai'),
    link: oneOf(LINKS, 'noi'),
  };
}

export const filterQuery = ({ search, hamlet, profile, state, link }: DeviceFilter) => ({
  tim: search,
  thon: hamlet,
  loai: profile,
  'trang-thai': state,
  noi: link,
});

export const linkOf = (device: Device, presence: ReadonlyMap<string, Presence>): Presence['link'] =>
  presence.get(device.id)?.link ?? 'never';

/** When anything came from it: presence tells changes alone, values tell the rest. */
export function lastHeard(presence: Presence | undefined, values: ValuesOfDevice | undefined): number | undefined {
  const times = Object.values(values ?? {}).map(({ received }) => received);
  if (presence?.lastSeen !== undefined) times.push(presence.lastSeen);
  return times.length > 0 ? Math.max(...times) : undefined;
}

/** Retired devices are out of the way until they are asked for. */
export function filterDevices(
  devices: readonly Device[],
  presence: ReadonlyMap<string, Presence>,
  { search, hamlet, profile, state, link }: DeviceFilter,
): Device[] {
  return devices.filter(
    (device) =>
      (state === undefined ? !isGone(device.state) : device.state === state) &&
      (hamlet === undefined || device.hamlet === hamlet) &&
      (profile === undefined || device.profile === profile) &&
      (link === undefined || linkOf(device, presence) === link) &&
      finds(search, device.name, device.id, device.hamlet, device.place, device.address, device.gateway),
  );
}
