import { z } from 'zod';
import { areaUnitSchema } from './commune.js';
import { idSchema } from './devices.js';
import { skipReasonSchema } from './turns.js';

/** What a plot's keeper should do about water today. */
export const VERDICTS = {
  irrigate: { vi: 'Bơm hôm nay', en: 'Irrigate today' },
  'not-needed': { vi: 'Chưa cần', en: 'Not needed' },
  'wait-for-rain': { vi: 'Chờ mưa', en: 'Wait for rain' },
  'hold-salty': { vi: 'Giữ nước – đang mặn', en: 'Keep your water: salt' },
  'no-intake': { vi: 'Không lấy nước', en: 'Take no water' },
  drain: { vi: 'Rút nước', en: 'Drain' },
  unknown: { vi: 'Chưa biết', en: 'Not known' },
} as const;
export type Verdict = keyof typeof VERDICTS;
export const verdictSchema = z.enum(Object.keys(VERDICTS) as [Verdict, ...Verdict[]]);

/** Where the state of a plot is from: its own probe, that of the nearest plot like it, or the water balance alone. */
export const BASES = {
  measured: { vi: 'đo', en: 'measured' },
  borrowed: { vi: 'ước tính theo thửa bên', en: 'estimated from a plot near by' },
  estimated: { vi: 'ước tính', en: 'estimated' },
} as const;
export type Basis = keyof typeof BASES;

const ms = z.number();
const words = z.object({ vi: z.string(), en: z.string() });

/** Advice for one plot, with all that a page needs to show it. Times in milliseconds, depths in mm, levels in cm. */
export const adviceSchema = z.object({
  plot: idSchema,
  /** When it was computed, and of when the newest value behind it is. */
  at: ms,
  asOf: ms.optional(),
  verdict: verdictSchema,
  /** Does not wait for the morning, and is to be begun within hours. */
  urgent: z.boolean(),
  /** Of `irrigate`: hours of pump or gate (absent: nobody knows its discharge), m³ taken, and by when. */
  hours: z.number().positive().optional(),
  m3: z.number().positive().optional(),
  before: ms.optional(),
  /** Its turn in the block that is on or comes next; `done`: today's, and it has been pumped. */
  turn: z.object({ from: ms, to: ms, done: z.boolean().optional() }).optional(),
  /** Of `irrigate`: the source is salty now and is expected to be fresh from then on. */
  from: ms.optional(),
  /** A level read on the tube would make it known, or is wanted before anybody goes by it. */
  readTube: z.boolean().optional(),
  /** The keeper gives it no turn today, and why. */
  skipped: words.optional(),
  basis: z.enum(Object.keys(BASES) as [Basis, ...Basis[]]),
  /** Of paddies: water in the tube, cm over the surface; `limit` is where it is filled up again. */
  level: z.object({ cm: z.number(), limit: z.number().optional(), target: z.number().optional() }).optional(),
  /** Of upland crops: what is missing in the root zone, of what is easily taken. */
  depletion: z.object({ mm: z.number(), easy: z.number() }).optional(),
  /** What stage the crop is in. */
  stage: words.optional(),
  /** At the place where its water is taken. */
  salinity: z.object({ value: z.number(), ts: ms, limit: z.number() }).optional(),
  /** Of `no-intake`: when waste water that is suspected in its canal gets to it, and is past, where that is known. */
  foul: z
    .object({
      at: ms,
      /** No travel time is known of a reach on the way. */
      estimated: z.boolean(),
      until: ms.optional(),
      canal: z.string().optional(),
    })
    .optional(),
  /** One sentence that says why; the same without diacritics, 160 characters at most; and as it is read aloud. */
  why: words,
  sms: z.string().max(160),
  spoken: words,
  /** What it had to do without, in words: no soil, no rain gauge, forecast too old. */
  notes: z.array(words),
  simulated: z.boolean(),
});
export type Advice = z.infer<typeof adviceSchema>;

/** Why somebody could not irrigate. */
export const OBSTACLES = {
  'no-power': { vi: 'Hết điện', en: 'No power' },
  'pump-broken': { vi: 'Hỏng máy', en: 'The pump is broken' },
  'no-water': { vi: 'Không có nước', en: 'No water' },
  other: { vi: 'Việc khác', en: 'Something else' },
} as const;
export type Obstacle = keyof typeof OBSTACLES;

/** What somebody did, or saw, at a plot. */
export const farmDeedSchema = z.discriminatedUnion('did', [
  /** Water was let in or pumped for so many hours, until `at`. */
  z.object({ did: z.literal('irrigated'), hours: z.number().positive().max(48) }),
  /** The pump runs since `at`. */
  z.object({ did: z.literal('running') }),
  z.object({
    did: z.literal('could-not'),
    obstacle: z.enum(Object.keys(OBSTACLES) as [Obstacle, ...Obstacle[]]),
  }),
  /** The field was shut against salt water, or salt water has come in already. */
  z.object({ did: z.literal('shut') }),
  z.object({ did: z.literal('took-salt') }),
  /** Somebody's own gauge, mm since yesterday's reading. */
  z.object({ did: z.literal('rain'), mm: z.number().min(0).max(500) }),
  /** Level read on the tube, cm over the surface. */
  z.object({ did: z.literal('level'), cm: z.number().min(-60).max(60) }),
  /** Fertiliser will be, or was, given on the day of `at`. */
  z.object({ did: z.literal('fertiliser') }),
  /** An answer given by mistake: `of` is its key. */
  z.object({ did: z.literal('taken-back'), of: z.string().min(8).max(64) }),
]);
export type FarmDeed = z.infer<typeof farmDeedSchema>;

export const farmAnswerSchema = z.object({
  /** Made by the phone: the same answer sent twice is one. */
  key: z.string().min(8).max(64),
  plot: idSchema,
  deed: farmDeedSchema,
  /** When it was done, milliseconds. */
  at: ms,
});
export type FarmAnswer = z.infer<typeof farmAnswerSchema>;
/** As the hub keeps it. */
export const farmRecordSchema = farmAnswerSchema.extend({
  received: ms,
  /** Id and name, as it was then, of who said it. */
  person: z.string(),
  by: z.string(),
});
export type FarmRecord = z.infer<typeof farmRecordSchema>;

const dayPoint = z.object({
  /** Midnight in Vietnam that begins the day, milliseconds. */
  day: ms,
  /** mm; absent: nobody knows. */
  rain: z.number().optional(),
  /** Forecast for that day, of today for what is left of it; never counted as fallen. */
  forecastRain: z.number().optional(),
  /** ET0, mm. */
  et0: z.number().optional(),
  /** Tube level at the end of the day, cm, and whether a probe said so. */
  level: z.number().optional(),
  /** mm missing in the root zone. */
  depletion: z.number().optional(),
  measured: z.boolean().optional(),
  /** m³ let in. */
  irrigated: z.number().optional(),
});
export type FarmDay = z.infer<typeof dayPoint>;

/** One plot on /farm. */
export const farmPlotSchema = z.object({
  id: idSchema,
  /** As its owner calls it, or its id. */
  name: z.string(),
  crop: z.string(),
  areaM2: z.number(),
  block: words.optional(),
  /** Somebody keeps its block's water: he hears what could not be. */
  kept: z.boolean().optional(),
  version: z.int(),
  advice: adviceSchema.optional(),
  /** The last two weeks and the days to come, in order. */
  days: z.array(dayPoint),
  /** What was said of it in the last fourteen days, newest first. */
  answers: z.array(farmRecordSchema),
});
export type FarmPlot = z.infer<typeof farmPlotSchema>;
/** Answer of GET /api/farm: the plots of whoever asks. */
export const farmPageSchema = z.object({
  at: ms,
  plots: z.array(farmPlotSchema),
  /** Whom to call. */
  cooperative: z.object({ name: z.string(), phone: z.string().optional() }).optional(),
  /** In what areas are said here, the largest first. */
  areaUnits: z.array(areaUnitSchema),
  simulated: z.boolean(),
});
export type FarmPage = z.infer<typeof farmPageSchema>;

/** One plot's part of a block's day. */
export const turnSchema = z.object({
  plot: idSchema,
  name: z.string(),
  owner: z.string().optional(),
  from: ms,
  to: ms,
  /** m³ that it needs, and that its turn gives. */
  need: z.number(),
  given: z.number(),
  /** Set by the keeper: the plan goes round it. */
  fixed: z.boolean(),
  done: z.boolean(),
  /** What the plot's own pump gives, m³/h. */
  pump: z.number().optional(),
});
export type Turn = z.infer<typeof turnSchema>;
/** A water-turn keeper's block. */
export const blockDaySchema = z.object({
  block: idSchema,
  name: z.string(),
  day: ms,
  turns: z.array(turnSchema),
  /** Counts the keeper's changes; a change names the one that was looked at. */
  version: z.int(),
  /** Gates and pumps that let its water in. */
  gates: z.array(z.string()),
  /** Plots in the keeper's order, where he gave one; and when water may be taken. */
  order: z.array(idSchema),
  open: z.array(z.object({ from: ms, to: ms })),
  /** Plots that the keeper gives no turn, and why. */
  skipped: z.array(z.object({ plot: idSchema, name: z.string(), key: skipReasonSchema, reason: words })),
  /** Plots that could not be pumped on that day, as was said last, and why. */
  couldNot: z.array(
    z.object({ plot: idSchema, name: z.string(), owner: z.string().optional(), reason: words, at: ms }),
  ),
  /** Plots of which nobody knows whether they need water, and what would make it known; absent: there is none. */
  unknown: z.array(z.object({ plot: idSchema, name: z.string(), owner: z.string().optional(), why: words })).optional(),
  /** m³/h that come to it. */
  flow: z.number().optional(),
  /** What stands against it, in words. */
  problems: z.array(words),
  simulated: z.boolean(),
  /** Hours of pump or gate, m³ asked for, and m³ that there is. */
  hours: z.number(),
  need: z.number(),
  available: z.number().optional(),
  short: z.boolean(),
  advice: z.array(adviceSchema),
});
export type BlockDay = z.infer<typeof blockDaySchema>;
