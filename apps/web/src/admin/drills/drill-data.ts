import type { Drill, DrillTargets } from '#hub/contracts';
import { type Answer, useAsk } from '../data/ask.js';

export const DRILLS = '/api/drills';
const EVERY_MS = 2000;

export const useDrills = (): Answer<{ drills: Drill[]; targets: DrillTargets }> => useAsk(DRILLS, EVERY_MS);
