import { readReference } from '#hub/service-kit';
import { z } from 'zod';

const templatesSchema = z.object({
  verdicts: z.record(z.string(), z.string()),
  level: z.object({ below: z.string(), above: z.string(), at: z.string() }),
  day: z.object({
    today: z.string(),
    tomorrow: z.string(),
    clock: z.string(),
    span: z.string(),
    spanSpoken: z.string(),
    /** From Sunday on. */
    weekdays: z.array(z.string()).length(7),
  }),
  /** `parts`: what a part of the day is called that ends with the hour `to`. */
  spokenClock: z.object({
    full: z.string(),
    half: z.string(),
    part: z.string(),
    parts: z.array(z.object({ to: z.number(), is: z.string() })),
  }),
  duration: z.object({
    hour: z.string(),
    hours: z.string(),
    minutes: z.string(),
    half: z.string(),
    hourHalf: z.string(),
    hoursHalf: z.string(),
    hourMinutes: z.string(),
    hoursMinutes: z.string(),
  }),
  what: z.object({ hours: z.string(), m3: z.string(), before: z.string(), turn: z.string() }),
  sms: z.object({ irrigate: z.string(), irrigateTurn: z.string(), irrigateAnyTime: z.string(), other: z.string() }),
  /** Of several plots in one message, by what they are advised. */
  many: z.object({
    irrigate: z.string(),
    total: z.string(),
    'hold-salty': z.string(),
    drain: z.string(),
    'wait-for-rain': z.string(),
    more: z.string(),
    unowned: z.string(),
    keeper: z.string(),
    see: z.string(),
  }),
  /** Of salt that came after people were told to take water. */
  salt: z.object({ title: z.string(), titleMany: z.string(), sms: z.string() }),
  /** Of a turn that the keeper changed, to its farmer. */
  turn: z.object({
    title: z.string(),
    titleOff: z.string(),
    titleMany: z.string(),
    moved: z.string(),
    off: z.string(),
    given: z.string(),
    why: z.string(),
    short: z.string(),
    shortOff: z.string(),
    sms: z.string(),
  }),
  /** Of what could not be pumped, to a block's keeper. */
  couldNot: z.object({ title: z.string(), titleOne: z.string(), line: z.string(), sms: z.string() }),
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
    lostTitle: z.string(),
    lost: z.string(),
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
