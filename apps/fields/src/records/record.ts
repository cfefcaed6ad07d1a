import { isDeepStrictEqual } from 'node:util';
import type { FarmRecord, FarmRequest } from '#hub/contracts';

export const recordOf = ({ answer, by, person, at }: FarmRequest): FarmRecord => ({
  ...answer,
  ...{ received: at, person, by },
});

/** The same thing said twice: when it came, and under which name, does not count. */
export const isSame = (a: FarmRecord, b: FarmRecord): boolean =>
  a.plot === b.plot && a.at === b.at && a.person === b.person && isDeepStrictEqual(a.deed, b.deed);
