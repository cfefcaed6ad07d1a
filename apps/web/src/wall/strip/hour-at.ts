import type { AirOfStation } from '../../live/air-hours.js';

export const HOUR_MS = 3_600_000;

/**
 * The index at a time: that of the hour which ended last. For the minutes until the hub has told of an hour that has just
 * ended, the one before stands; an older one tells of no air that anybody breathes.
 */
export const hourAt = (hours: AirOfStation['hours'], now: number): AirOfStation['hours'][number] | undefined => {
  const ended = Math.floor(now / HOUR_MS) * HOUR_MS;
  return hours.findLast(({ at }) => at <= ended && at >= ended - HOUR_MS);
};
