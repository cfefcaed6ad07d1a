import { z } from 'zod';
import { idSchema } from './devices.js';
import { noticeSchema } from './notices.js';
import type { Place } from './people.js';

/**
 * What becomes of a public message: written, approved, aired. `lapsed`: its time was over before it was aired. `failed`:
 * no loudspeaker took it.
 */
export const BROADCAST_STATES = ['draft', 'approved', 'airing', 'aired', 'stopped', 'failed', 'lapsed'] as const;
export type BroadcastState = (typeof BROADCAST_STATES)[number];
/** Nothing more happens to it. */
export const isBroadcastOver = ({ state }: { state: BroadcastState }): boolean =>
  state !== 'draft' && state !== 'approved' && state !== 'airing';

export const URGENCIES = ['ordinary', 'emergency'] as const;
export const urgencySchema = z.enum(URGENCIES);
/** `ordinary` waits for the hours in which loudspeakers may speak; `emergency` does not. */
export type Urgency = z.infer<typeof urgencySchema>;

/** Read aloud it takes some five minutes; whoever has more to say says it in two messages. */
export const LONGEST_TEXT = 2000;
export const LONGEST_SECONDS = 600;
/** An MP3 of ten minutes that is good enough for speech. */
export const RECORDING_BYTES = 5 * 1024 * 1024;

/** As it is read aloud: no mark-up, no control characters. */
export const spokenSchema = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_TEXT)
  .regex(/^[^<>{}\p{Cc}]*(\n[^<>{}\p{Cc}]*)*$/u, 'không có dấu < > { } và ký tự điều khiển');

/** Somebody, as he or she was called then. Times in milliseconds. */
const saidSchema = z.object({ person: z.string().optional(), by: z.string(), at: z.number() });
export type Said = z.infer<typeof saidSchema>;

export const audienceSchema = z.object({
  /** The whole commune; its hamlets are named all the same. */
  everywhere: z.boolean(),
  hamlets: z.array(z.object({ id: idSchema, name: z.string() })).max(200),
});
export type Audience = z.infer<typeof audienceSchema>;
/** In place of a hamlet where the loudspeakers of the whole commune are spoken to at once. */
export const WHOLE_COMMUNE = '*';

/** What came of it in one hamlet. */
export const airedThereSchema = z.object({
  /** Id of the hamlet, or `*`. */
  hamlet: z.string(),
  name: z.string(),
  state: noticeSchema.shape.state,
  reason: z.string().optional(),
  at: z.number(),
  /** How far the order to stop got, where there is one. */
  stop: noticeSchema.shape.state.optional(),
  stopReason: z.string().optional(),
  dryRun: z.boolean().optional(),
});
export type AiredThere = z.infer<typeof airedThereSchema>;

const contentSchema = z.object({
  commune: z.string(),
  urgency: urgencySchema,
  audience: audienceSchema,
  /** What is said. Of a recording: what is said in it, so that it can be read afterwards. */
  text: z.string(),
  /** Played instead of the text: name and length of an MP3 that the hub keeps. */
  recording: z.object({ name: z.string(), seconds: z.number() }).optional(),
  /** Says of itself that it is a drill. */
  drill: z.boolean().optional(),
  /** Of a simulated matter: it never leaves the hub. */
  simulated: z.boolean(),
  /** Id of the incident that it is about. */
  incident: z.string().optional(),
  /** The text approved beforehand that it was made of. */
  template: z.object({ id: z.string(), version: z.int(), title: z.string() }).optional(),
  /** It lapses when it is not aired by then. Milliseconds. */
  airBefore: z.number(),
});
export type BroadcastContent = z.infer<typeof contentSchema>;

/** A message to the public. Every change makes a new revision; what is approved is the revision that was seen. */
export const broadcastSchema = contentSchema.extend({
  id: z.string(),
  state: z.enum(BROADCAST_STATES),
  /** How long it takes. */
  seconds: z.number(),
  /** The last who changed the text. */
  written: saidSchema,
  /** Of a text approved beforehand: who approved that. */
  approved: saidSchema.optional(),
  stopped: saidSchema.extend({ note: z.string().optional() }).optional(),
  /** When it will be aired, while it waits for that. */
  dueAt: z.number().optional(),
  airingAt: z.number().optional(),
  /** When the last loudspeaker that has it will have said it. */
  endsAt: z.number().optional(),
  endedAt: z.number().optional(),
  /** Why it came to nothing, or not to all. In words. */
  reason: z.string().optional(),
  receipts: z.array(airedThereSchema),
  revision: z.int(),
  updatedAt: z.number(),
});
export type Broadcast = z.infer<typeof broadcastSchema>;

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** When loudspeakers may speak: reference/broadcasts.json. */
export const airTimesSchema = z.object({
  source: z.string(),
  /** Hours of the commune's day in which ordinary messages are aired, and are over. */
  windows: z.array(z.object({ from: clockSchema, to: clockSchema })).min(1),
  /** Between two messages in one hamlet, milliseconds. */
  restMs: z.int().min(0),
  /** Ordinary messages of one hamlet and window. */
  mostAWindow: z.int().min(1),
});
export type AirTimes = z.infer<typeof airTimesSchema>;

/** Item of the `notices` stream: what stands after a change. */
export interface BroadcastChange {
  type: 'broadcast';
  broadcast: Broadcast;
  at: number;
  /** Answers a request. */
  request?: string;
}

/** Somebody wants something of a public message. Whether he or she may was looked at before. */
export const broadcastRequestSchema = z.object({
  type: z.literal('broadcast'),
  id: z.string(),
  broadcast: z.string(),
  action: z.discriminatedUnion('do', [
    z.object({
      do: z.literal('write'),
      content: contentSchema,
      /** Revision that was changed; absent: it is new. */
      revision: z.int().optional(),
      /** Its text was approved beforehand. */
      approved: saidSchema.optional(),
    }),
    z.object({ do: z.literal('approve'), revision: z.int() }),
    z.object({ do: z.literal('stop'), note: z.string().max(500).optional() }),
  ]),
  by: z.string().min(1).max(120),
  person: z.string().optional(),
  at: z.number(),
});
export type BroadcastRequest = z.infer<typeof broadcastRequestSchema>;

/** A text that was approved before it is needed. `{place}` and `{time}` are filled in when it is. */
export const templateSchema = z.object({
  id: z.string(),
  version: z.int(),
  title: z.string(),
  text: z.string(),
  written: saidSchema,
  approved: saidSchema.optional(),
  withdrawn: saidSchema.optional(),
});
export type BroadcastTemplate = z.infer<typeof templateSchema>;
export const BLANKS = ['place', 'time'] as const;
export type Blanks = Partial<Record<(typeof BLANKS)[number], string>>;
/** Blanks that a text has. */
export const blanksOf = (text: string): (typeof BLANKS)[number][] =>
  BLANKS.filter((name) => text.includes(`{${name}}`));
export const filledIn = (text: string, blanks: Blanks): string =>
  text.replace(/\{(place|time)\}/g, (whole, name: (typeof BLANKS)[number]) => blanks[name] ?? whole);

/** As it is said: a drill says so first and last. */
export const spokenText = ({ text, drill }: Pick<BroadcastContent, 'text' | 'drill'>): string =>
  drill ? `DIỄN TẬP. ${text} Đây là DIỄN TẬP.` : text;

/** Announcers whom a field away is to understand say some 160 syllables a minute, and rest after a sentence. */
const SYLLABLE_S = 60 / 160;
const SENTENCE_S = 0.6;
/** How long a text takes, read aloud. Seconds. A figure is a syllable each. */
export function secondsAloud(text: string): number {
  const syllables = text.match(/\p{N}|[\p{L}\p{M}]+/gu)?.length ?? 0;
  const sentences = text.match(/[.!?;:\n]+(\s|$)/g)?.length ?? 0;
  return Math.ceil(syllables * SYLLABLE_S + sentences * SENTENCE_S);
}
export const secondsOf = (content: Pick<BroadcastContent, 'text' | 'drill' | 'recording'>): number =>
  Math.ceil(content.recording?.seconds ?? secondsAloud(spokenText(content)));

/** Where it is heard: whoever has a say in one of these may see it. */
export const heardAt = ({ commune, audience }: Pick<BroadcastContent, 'commune' | 'audience'>): Place[] => [
  { commune },
  ...audience.hamlets.map(({ id: hamlet }) => ({ commune, hamlet })),
];
/** Whom it is for: whoever does something with it must have a say in all of these. */
export const placesOf = ({ commune, audience }: Pick<BroadcastContent, 'commune' | 'audience'>): Place[] =>
  audience.everywhere ? [{ commune }] : audience.hamlets.map(({ id: hamlet }) => ({ commune, hamlet }));

/** Of all versions of all texts those that may be aired: of each the newest that was approved and not taken back since. */
export function inForce(versions: readonly BroadcastTemplate[]): BroadcastTemplate[] {
  const newest = [...versions].sort((a, b) => b.version - a.version);
  const settled = new Map<string, BroadcastTemplate>();
  for (const one of newest) if ((one.approved || one.withdrawn) && !settled.has(one.id)) settled.set(one.id, one);
  return [...settled.values()].filter(({ withdrawn }) => !withdrawn);
}
