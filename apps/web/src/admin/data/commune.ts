import type { Commune } from '#hub/contracts';
import { type Answer, useAsk } from './ask.js';

/** The commune with its map. It changes seldom. */
export const useCommune = (): Answer<Commune> => useAsk<Commune>('/api/commune');
