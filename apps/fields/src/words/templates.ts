import { readReference } from '#hub/service-kit';
import { z } from 'zod';

const templatesSchema = z.object({
  verdicts: z.record(z.string(), z.string()),
  level: z.object({ below: z.string(), above: z.string(), at: z.string() }),
  day: z.object({ today: z.string(), tomorrow: z.string(), clock: z.string() }),
  spokenClock: z.object({ full: z.string(), part: z.string() }),
  what: z.object({ hours: z.string(), m3: z.string(), before: z.string() }),
  sms: z.object({ irrigate: z.string(), irrigateAnyTime: z.string(), other: z.string() }),
  /** Of waste water that is suspected: sentences of advice, and of what is told. */
  discharge: z.object({
    canal: z.string(),
    coming: z.string(),
    there: z.string(),
    untilTold: z.string(),
    until: z.string(),
    plots: z.string(),
    title: z.string(),
    titleKeeper: z.string(),
    comes: z.string(),
    came: z.string(),
    told: z.string(),
    gates: z.string(),
    overTitle: z.string(),
    over: z.string(),
    denied: z.string(),
  }),
  /** By the key of a reason. */
  why: z.record(z.string(), z.string()),
});
export type Templates = z.infer<typeof templatesSchema>;
export const TONGUES = ['vi', 'en'] as const;
export type Tongue = (typeof TONGUES)[number];
export type AllTemplates = Readonly<Record<Tongue, Templates>>;

/** The words of advice, in both languages. */
export const loadTemplates = (): AllTemplates => ({
  vi: templatesSchema.parse(readReference('advice-texts.vi.json')),
  en: templatesSchema.parse(readReference('advice-texts.en.json')),
});

/** Puts figures in their places; undefined where one of them is not known. */
export function fill(template: string, figures: Readonly<Record<string, string | undefined>>): string | undefined {
  let missing = false;
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const figure = figures[name];
    if (figure === undefined) missing = true;
    return figure ?? '';
  });
  return missing ? undefined : text;
}
