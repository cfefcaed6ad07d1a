import { type FarmPage, farmAnswerSchema } from '#hub/contracts';

/** What a farm page shows that stands fixed while the hub runs. */
export interface FarmSettings {
  cooperative?: FarmPage['cooperative'];
  unit: FarmPage['unit'];
}
export const FARM_SETTINGS = 'FARM_SETTINGS';

/** A phone's clock may be off; nobody irrigates tomorrow, or tells of last month. */
export const AHEAD_MS = 5 * 60_000;
export const BACK_MS = 14 * 86_400_000;

export const answerBody = farmAnswerSchema;
