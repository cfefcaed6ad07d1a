import type { Rule } from '#hub/contracts';
import { readReference } from '#hub/service-kit';
import { z } from 'zod';

/** What the alerts of a rule are called. */
export interface RuleTitle {
  vi: string;
  en: string;
}
const textsSchema = z.object({ templates: z.record(z.string(), z.object({ title: z.string() })) });

/** Titles by template, as the sentences of alerts have them. @throws where the installation lacks them */
export function readTitles(): (rule: Pick<Rule, 'template'>) => RuleTitle {
  const [vi, en] = ['vi', 'en'].map((lang) => textsSchema.parse(readReference(`alert-texts.${lang}.json`)).templates);
  return ({ template }) => ({ vi: vi![template]?.title ?? template, en: en![template]?.title ?? template });
}
