import type { AirHour, AirPicture, AirStation } from '#hub/contracts';

const HOUR_MS = 3_600_000;
/** An index is of whole hours, and of two of the last three: one that is up to date ends less than this ago. */
const OLD_MS = 2 * HOUR_MS;
/** The hub works a picture out every five minutes while somebody looks. */
const LATE_MS = 20 * 60_000;

/** An index that says nothing of the air that is breathed now. */
export const isOld = ({ until }: Pick<AirHour, 'until'>, now: number): boolean => now - until >= OLD_MS;

/** The hub could not read its own store, or nobody could reach the hub. */
export const isLate = ({ at }: Pick<AirPicture, 'at'>, now: number): boolean => now - at >= LATE_MS;

export interface Standing {
  /** Who speaks for the commune. */
  worst?: AirStation;
  /** Who speaks for its yesterday. */
  worstOfDay?: AirStation;
  others: readonly AirStation[];
  /** Something that is shown was measured by nobody. */
  simulated: boolean;
}

export function standingOf({
  stations,
  worst: at,
  worstOfDay: atOfDay,
}: Pick<AirPicture, 'stations' | 'worst' | 'worstOfDay'>): Standing {
  const worst = at === undefined ? undefined : stations[at];
  const worstOfDay = atOfDay === undefined ? undefined : stations[atOfDay];
  return {
    ...(worst && { worst }),
    ...(worstOfDay && { worstOfDay }),
    others: stations.filter((station) => station !== worst),
    simulated: stations.some(({ simulated }) => simulated),
  };
}
