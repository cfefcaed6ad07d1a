import { type Plot, type PlotStage, plotStageSchema } from '#hub/contracts';
import { z } from 'zod';

export const stageRulesSchema = z.object({
  ripe: z.object({
    beforeHarvestDays: z.number(),
    /** By crop, where nobody said when it is harvested: from–to days after it was sown. */
    afterSowingDays: z.record(z.string(), z.tuple([z.number(), z.number()])),
  }),
  harvested: z.object({ afterHarvestDays: z.number() }),
  /** Part of an area's weight, 0 to 1, below which a plot of that stage is not named. */
  leastShare: z.record(plotStageSchema, z.number()),
});
export type StageRules = z.infer<typeof stageRulesSchema>;

const DAY_MS = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;

/** What stands on a plot at a time (milliseconds), by what its papers say; a harvest that is over counts before all. */
export function cropStage(
  { crop, sownOn, harvestOn }: Pick<Plot, 'crop' | 'sownOn' | 'harvestOn'>,
  at: number,
  { ripe, harvested }: StageRules,
): PlotStage {
  const today = Math.floor((at + VIETNAM_MS) / DAY_MS);
  const since = (date: string) => today - Math.floor(Date.parse(date) / DAY_MS);
  // a crop sown after the harvest is the next one
  if (harvestOn !== undefined && !(sownOn !== undefined && sownOn > harvestOn)) {
    const days = since(harvestOn);
    if (days >= 0) return days <= harvested.afterHarvestDays ? 'harvested' : 'other';
    return -days <= ripe.beforeHarvestDays ? 'ripe' : 'other';
  }
  const grown = ripe.afterSowingDays[crop];
  if (sownOn === undefined || grown === undefined) return 'other';
  const days = since(sownOn);
  return days >= grown[0] && days <= grown[1] ? 'ripe' : 'other';
}
