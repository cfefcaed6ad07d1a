import type { AreaUnit, AreaUnitsAnswer, Commune } from '#hub/contracts';
import { type Answer, useAsk } from './ask.js';

/** The commune with its map. It changes seldom. */
export const useCommune = (): Answer<Commune> => useAsk<Commune>('/api/commune');

const NONE: readonly AreaUnit[] = [];
/** In what areas are said there; none while it is not known. */
export const useAreaUnits = (): readonly AreaUnit[] =>
  useAsk<AreaUnitsAnswer>('/api/commune/area-units').value?.areaUnits ?? NONE;
