import {
  blockDaySchema,
  dateSchema,
  type FarmPage,
  farmAnswerSchema,
  idSchema,
  turnChangeSchema,
} from '#hub/contracts';
import { z } from 'zod';

/** What a farm page shows that stands fixed while the hub runs. */
export interface FarmSettings {
  cooperative?: FarmPage['cooperative'];
  areaUnits: FarmPage['areaUnits'];
}
export const FARM_SETTINGS = 'FARM_SETTINGS';

/** A phone's clock may be off; nobody irrigates tomorrow, or tells of last month. */
export const AHEAD_MS = 5 * 60_000;
export const BACK_MS = 14 * 86_400_000;

export const answerBody = farmAnswerSchema;

export const turnsBody = turnChangeSchema;
/** `day`: 2026-11-27; absent: today. Turns are known of today and tomorrow. */
export const blocksQuery = z.object({ day: dateSchema.optional() });
export const blocksAnswer = z.object({ blocks: z.array(blockDaySchema) });
/** `from`: seasons that began on that day or later; absent: the last one of each plot. */
export const ledgerQuery = z.object({ block: idSchema.optional(), from: dateSchema.optional() });
