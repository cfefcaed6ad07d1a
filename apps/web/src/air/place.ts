import type { AirStation } from '#hub/contracts';

/** Where a station is, as people say it. */
export const placeWords = ({ hamlet, place }: AirStation): string => [hamlet, place].filter(Boolean).join(', ');
