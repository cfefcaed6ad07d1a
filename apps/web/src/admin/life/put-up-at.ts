import { isGone, type LifeEntry } from '#hub/contracts';

/**
 * When a device was put into use, by its life, newest first: milliseconds, as the hub saw it. What was only repaired was
 * there before. Not `installedAt`, which is the earliest event time that is believed, a day before that.
 */
export const putUpAt = (life: readonly LifeEntry[]): number | undefined =>
  life.find(({ from, to }) => !isGone(to) && to !== 'planned' && (!from || from === 'planned' || isGone(from)))?.at;
