import { readReference } from '#hub/service-kit';
import type { SmokeRules } from '#hub/smoke';
import { z } from 'zod';
import { stageRulesSchema } from './crop-stage.js';
import { FindingWords, findingTextsSchema } from './finding-words.js';
import { zonesSchema } from './zones.js';

const smokeSchema = z.object({
  plots: z.object({ ripe: z.number(), harvested: z.number(), other: z.number() }) satisfies z.ZodType<
    SmokeRules['plots']
  >,
  score: z.object({ camera: z.object({ rangeM: z.number() }) }),
});

/** What cases are made by, from `reference/`. @throws where the release is broken */
export const readFindingRules = () => ({
  stages: stageRulesSchema.parse(readReference('crop-stages.json')),
  zones: zonesSchema.parse(readReference('burning-zones.json')),
  smoke: smokeSchema.parse(readReference('smoke.json')),
  words: new FindingWords({
    vi: findingTextsSchema.parse(readReference('finding-texts.vi.json')),
    en: findingTextsSchema.parse(readReference('finding-texts.en.json')),
  }),
});
export type FindingRules = ReturnType<typeof readFindingRules>;
