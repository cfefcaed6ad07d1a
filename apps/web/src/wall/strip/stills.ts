import type { CameraEvent, FindingSketch } from '#hub/contracts';
import type { Station } from '../stations/station-state.js';
import { seesSmokeNow } from '../map/incident.js';

/** Cameras that look at a suspected area, the surest suspicion first. */
export const watchersOf = (findings: readonly FindingSketch[]): string[] =>
  findings
    .filter(({ kind }) => kind === 'burning')
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .flatMap(({ where }) => where?.cameras ?? []);

/**
 * Cameras in the order in which their pictures are worth a look: those that see smoke now, those that look at a suspected
 * area, and then those where something happened last.
 */
export function stillsOf(
  stations: readonly Station[],
  events: readonly CameraEvent[],
  watchers: readonly string[],
  now: number,
): Station[] {
  const eventOf = (id: string) => events.find(({ camera }) => camera === id);
  const rankOf = (id: string) => {
    const event = eventOf(id);
    if (event && seesSmokeNow(event, now)) return -1;
    const place = watchers.indexOf(id);
    return place < 0 ? watchers.length : place;
  };
  return stations
    .filter(({ isCamera }) => isCamera)
    .map(({ device: { id } }, i) => ({ id, i, rank: rankOf(id), at: eventOf(id)?.ts ?? 0 }))
    .sort((a, b) => a.rank - b.rank || b.at - a.at || (a.id < b.id ? -1 : 1))
    .map(({ id }) => stations.find(({ device }) => device.id === id)!);
}
