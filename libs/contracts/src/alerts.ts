import { z } from 'zod';

export const SEVERITIES = ['info', 'watch', 'warning', 'emergency'] as const;
export const severitySchema = z.enum(SEVERITIES);
/** Thông tin, Chú ý, Cảnh báo, Khẩn cấp. */
export type Severity = z.infer<typeof severitySchema>;

/** ISA-18.2 names: unacknowledged, acknowledged, and returned to normal (with or without a look). */
export const ALERT_STATES = ['unacknowledged', 'acknowledged', 'returned', 'closed'] as const;
export const alertStateSchema = z.enum(ALERT_STATES);
export type AlertState = z.infer<typeof alertStateSchema>;

/** Why an alert that somebody looked into was none. */
export const FALSE_CAUSES = [
  'fog',
  'dust',
  'traffic',
  'cooking',
  'fixed-source',
  'animal',
  'sensor',
  'work',
  'test',
  'other',
] as const;
export const falseCauseSchema = z.enum(FALSE_CAUSES);
export type FalseCause = z.infer<typeof falseCauseSchema>;

/** Who did something, and when. The name is as it was then; `person` is the id of whoever signed in. Milliseconds. */
const doneSchema = z.object({ by: z.string(), person: z.string().optional(), at: z.number() });

/** Numbers and names a sentence is made from; the words live in the templates. */
export const alertFactsSchema = z.object({
  metric: z.string().optional(),
  value: z.number().optional(),
  limit: z.number().optional(),
  /** Background the value was held against (neighbours' median). */
  background: z.number().optional(),
  peak: z.number().optional(),
  /** Where it does not stand in the rule: on which side of the limit the value is, and what the limit is of. */
  side: z.enum(['above', 'below']).optional(),
  limitOf: z.object({ vi: z.string(), en: z.string() }).optional(),
  /** Camera events. */
  event: z.string().optional(),
  zone: z.string().optional(),
  count: z.number().optional(),
  /** It ended because its signal was lost: nobody knows whether it is over. */
  lost: z.literal(true).optional(),
  /** What the command is called that was not carried out. */
  command: z.object({ vi: z.string(), en: z.string() }).optional(),
});
export type AlertFacts = z.infer<typeof alertFactsSchema>;

export const alertSchema = z.object({
  /** Occurrence: rule + target + opening time. The same data gives the same id in every run. */
  id: z.string(),
  /** Rule + target: what a repeat updates instead of adding. */
  key: z.string(),
  rule: z.string(),
  target: z.string(),
  commune: z.string(),
  severity: severitySchema,
  state: alertStateSchema,
  /** Event time of the condition's start and end, milliseconds. */
  startedAt: z.number(),
  endedAt: z.number().optional(),
  /** When the hub learnt of it (`received`), from a probe that is to be trusted: "bắt đầu 01:10, nhận tin 03:05". */
  learntAt: z.number(),
  /** Written for the record only: late data told of it, nobody was paged. */
  backdated: z.boolean(),
  /**
   * Only a probe tells of it that is not to be trusted: `info`, whatever its rule says, until a reading that is to be
   * trusted meets the condition.
   */
  doubted: z.literal(true).optional(),
  updatedAt: z.number(),
  /** Counts what became of it: within a millisecond an alert may change to and fro, and each change is one of its own. */
  revision: z.int().optional(),
  facts: alertFactsSchema,
  /** Sentence, and its short title for cards (≤ 24 characters), in both languages; SMS without diacritics. */
  text: z.object({
    title: z.string(),
    place: z.string(),
    sentence: z.string(),
    sms: z.string(),
    voice: z.string(),
    titleEn: z.string(),
    sentenceEn: z.string(),
  }),
  acknowledgement: doneSchema.extend({ note: z.string().optional() }).optional(),
  /** Who is to deal with it: id and name of a person. */
  assigned: doneSchema.extend({ to: z.string(), name: z.string() }).optional(),
  /** Put aside until a time by somebody who said why; comes back by itself. */
  shelved: doneSchema.extend({ until: z.number(), reason: z.string() }).optional(),
  /** Suppressed by design: the incident that explains it, and since when. */
  suppressed: z.object({ by: z.string(), at: z.number() }).optional(),
  /** What came of it, as somebody said who dealt with it. */
  verdict: doneSchema
    .extend({ kind: z.enum(['resolved', 'false']), cause: falseCauseSchema.optional(), note: z.string().optional() })
    .optional(),
  /** The incident that it belongs to. */
  incident: z.string().optional(),
  simulated: z.boolean(),
});
export type Alert = z.infer<typeof alertSchema>;
/** The device of an alert, from its id or its key. */
export const deviceOfAlert = (id: string): string => id.split(':')[1] ?? '';

export const ALERT_CHANGES = [
  'opened',
  'updated',
  'returned',
  'closed',
  'recorded',
  'acknowledged',
  'assigned',
  'commented',
  'shelved',
  'unshelved',
  'marked-false',
  'resolved',
  'suppressed',
  'released',
] as const;
export type AlertChange = (typeof ALERT_CHANGES)[number];

/** Items of the `alerts` stream: every change, with the whole alert after it. */
export interface AlertTransition {
  type: 'alert';
  change: AlertChange;
  alert: Alert;
  at: number;
  /** Of a change that somebody made. */
  by?: string;
  person?: string;
  note?: string;
  /** Name of a photo that came with it. */
  photo?: string;
  /** Answers a request. */
  request?: string;
}
/** Answer to a request that changed nothing. */
export interface RequestRefused {
  type: 'refused';
  request: string;
  reason: string;
  at: number;
}
