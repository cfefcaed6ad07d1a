import { z } from 'zod';
import { guidanceSchema, type Guidances, type Rule } from '#hub/contracts';
import { readReference } from '#hub/service-kit';

const phrasesSchema = z.object({
  atBoth: z.string(),
  atHamlet: z.string(),
  atPlace: z.string(),
  /** For a place that brings its own preposition ("gần nhà văn hóa"). */
  atRelative: z.string(),
  /** For a time that is not known to the minute. */
  about: z.string(),
  since: z.string(),
  sinceLate: z.string(),
  span: z.string(),
  spanLate: z.string(),
  /** For a figure that is no longer the present one. */
  highest: z.string(),
  lowest: z.string(),
  /** On which side of its limit a value is, before that limit. */
  above: z.string(),
  below: z.string(),
  /** Behind a value that is an estimate. */
  optical: z.string(),
  over: z.string(),
  /** In place of that it is over, where nothing is heard any more that could tell. */
  lost: z.string(),
  withdrawn: z.string(),
  /** In place of what to do first, while only a probe tells of it that is not to be trusted. */
  doubted: z.string(),
  noLongerWatched: z.string(),
  minutes: z.string(),
  hours: z.string(),
});
const templateSchema = z.object({
  title: z.string().max(24),
  /** What, where, since when, value and limit. */
  fact: z.string(),
  /** What to do first. */
  action: z.string(),
  /** Said when it is over, where nothing came back to normal. */
  over: z.string().optional(),
  guidance: guidanceSchema,
});
const outageSchema = z.object({
  title: z.string().max(30),
  fact: z.string(),
  action: z.string(),
  over: z.string(),
  guidance: guidanceSchema,
});
/** What is said of several alerts together. */
const incidentsSchema = z.object({
  other: z.string(),
  others: z.string(),
  flapping: z.string(),
  outage: z.object({
    gateway: outageSchema,
    hamlet: outageSchema,
    commune: outageSchema.extend({ place: z.string() }),
  }),
});
const vietnameseSchema = z.object({
  units: z.record(z.string(), z.object({ sms: z.string(), spoken: z.string() })),
  /** Written forms that a voice would misread. */
  spoken: z.record(z.string(), z.string()),
  stations: z.record(z.string(), z.string()),
  phrases: phrasesSchema,
  incidents: incidentsSchema,
  templates: z.record(z.string(), templateSchema.extend({ sms: z.string(), smsAction: z.string() })),
});
const englishSchema = z.object({
  stations: z.record(z.string(), z.string()),
  phrases: phrasesSchema,
  incidents: incidentsSchema,
  templates: z.record(z.string(), templateSchema),
});

export type Phrases = z.infer<typeof phrasesSchema>;
export interface Texts {
  vi: z.infer<typeof vietnameseSchema>;
  en: z.infer<typeof englishSchema>;
}

/** Sentences of all alerts, in both languages; a template that is missing in one is an error of the installation. */
export function loadTexts(): Texts {
  const vi = vietnameseSchema.parse(readReference('alert-texts.vi.json'));
  const en = englishSchema.parse(readReference('alert-texts.en.json'));
  const names = [Object.keys(vi.templates), Object.keys(en.templates)].map((list) => list.sort().join());
  if (names[0] !== names[1]) throw new Error(`alert texts differ between languages: ${names.join(' / ')}`);
  return { vi, en };
}

/** Cause, consequence and response of each rule, and of outages. */
export function guidancesOf({ vi, en }: Texts, rules: readonly Rule[]): Guidances {
  const both = (of: (texts: Texts['vi'] | Texts['en']) => { guidance: Guidances[string]['vi'] }) => ({
    vi: of(vi).guidance,
    en: of(en).guidance,
  });
  return Object.fromEntries([
    ...rules.map(({ id, template }) => [id, both(({ templates }) => templates[template]!)] as const),
    ...(['gateway', 'hamlet', 'commune'] as const).map((kind) => [
      `outage:${kind}`,
      both(({ incidents }) => incidents.outage[kind]),
    ]),
  ]);
}

/** Fills `{name}`; a name without a value is left out. */
export const fill = (text: string, values: Readonly<Record<string, string | undefined>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
