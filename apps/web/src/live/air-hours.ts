import type { AirHours } from '#hub/contracts';
import { getJson } from './rest.js';

export type AirOfStation = AirHours['stations'][number];

/** VN_AQI of the hours that ended in this time, station by station: the hub works it out, for every page the same. */
export async function getAirHours({ from, to }: { from: number; to: number }, signal?: AbortSignal) {
  const search = new URLSearchParams({ from: String(Math.round(from)), to: String(Math.round(to)) });
  const { stations } = await getJson<AirHours>(`/api/air/hours?${search}`, signal);
  return stations;
}
