import { createHash } from 'node:crypto';
import {
  airTimesSchema,
  BLANKS,
  broadcastSchema,
  idSchema,
  LONGEST_TEXT,
  spokenSchema,
  templateSchema,
  urgencySchema,
} from '#hub/contracts';
import { z } from 'zod';

const DAY_MS = 86_400_000;
/** Later than this nobody knows any more what it was about. */
export const LONGEST_WAIT_MS = 7 * DAY_MS;
/** How long a message may wait where whoever writes it says nothing. */
export const USUAL_WAIT_MS = { ordinary: DAY_MS, emergency: 3_600_000 } as const;

/** The caller's: the same key again is the same message. */
const keySchema = z
  .string()
  .trim()
  .regex(/^[\w.:-]{8,80}$/, '8–80 chữ không dấu, số và ".", ":", "-", "_"');

const audienceInput = z
  .object({ everywhere: z.boolean().default(false), hamlets: z.array(idSchema).max(200).default([]) })
  .refine(({ everywhere, hamlets }) => everywhere || hamlets.length > 0, {
    path: ['hamlets'],
    error: 'chọn cả xã hoặc ít nhất một thôn',
  });
export type AudienceInput = z.infer<typeof audienceInput>;

export const textInput = z.object({
  urgency: urgencySchema,
  audience: audienceInput,
  text: spokenSchema,
  /** Name of a recording, from POST /api/recordings. */
  recording: z.string().max(64).optional(),
  drill: z.boolean().default(false),
  /** Id of the incident that it is about. */
  incident: z.string().max(200).optional(),
  /** Absent: a day for an ordinary message, an hour for an emergency. Milliseconds. */
  airBefore: z.int().positive().optional(),
});
export type TextInput = z.infer<typeof textInput>;
export const writeSchema = textInput.extend({ key: keySchema });
export const changeSchema = textInput.extend({ revision: z.int().min(1) });
export const approveSchema = z.object({ revision: z.int().min(1) });
export const stopSchema = z.object({ note: z.string().trim().max(500).optional() }).prefault({});
export const listSchema = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) });

/** What may stand in a blank: a place or a time, said in a few words. */
const blankSchema = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[\p{L}\p{M}\p{N} ,.:/()-]+$/u, 'chỉ gồm chữ, số, dấu phẩy, chấm, hai chấm, gạch');
export const airTemplateSchema = z.object({
  key: keySchema,
  /** Version that was looked at. */
  version: z.int().min(1),
  blanks: z.strictObject({ place: blankSchema.optional(), time: blankSchema.optional() }).default({}),
  audience: audienceInput,
  drill: z.boolean().default(false),
  incident: z.string().max(200).optional(),
});

/** As a message is, with blanks for place and time and for nothing else. */
const templateTextSchema = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_TEXT)
  .refine((text) => spokenSchema.safeParse(text.replace(/\{(place|time)\}/g, '')).success, {
    error: 'không có dấu < > { } ngoài {place} (nơi) và {time} (giờ)',
  });
export const templateInput = z.object({ title: z.string().trim().min(1).max(80), text: templateTextSchema });
export const versionSchema = z.object({ version: z.int().min(1) });

export const recordingInput = z.object({ audio: z.base64().max(7 * 1024 * 1024, 'bản ghi lớn hơn 5 MB') });
export const recordingAnswer = z.object({ name: z.string(), seconds: z.number() });

const speakersAnswer = z.object({
  id: idSchema,
  name: z.string(),
  speakers: z.boolean().describe('loudspeakers are set up there'),
});
export const broadcastsAnswer = z.object({
  broadcasts: z.array(broadcastSchema),
  hamlets: z.array(speakersAnswer),
  everywhere: z.boolean().describe('those of the whole commune can be spoken to at once'),
  windows: airTimesSchema.shape.windows,
  stop: z.boolean().describe('loudspeakers can be told to stop'),
  plays: z.boolean().describe('loudspeakers can fetch a recording'),
});
export type BroadcastsAnswer = z.infer<typeof broadcastsAnswer>;
export const templatesAnswer = z.object({ templates: z.array(templateSchema), blanks: z.array(z.enum(BLANKS)) });

/** The same caller with the same key always comes to the same name. */
export const broadcastId = (by: string, key: string): string =>
  `b-${createHash('sha256').update(`${by}\n${key}`).digest('hex').slice(0, 24)}`;
