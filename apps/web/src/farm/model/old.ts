import type { Advice } from '#hub/contracts';

/** "Today" of an evening holds for the morning after it, and not for its evening. */
const OLD_MS = 18 * 3_600_000;

/** Whether advice is too old to be followed without a look at the field. */
export const isOld = ({ at }: Pick<Advice, 'at'>, now: number): boolean => now - at > OLD_MS;
