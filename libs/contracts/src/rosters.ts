import { z } from 'zod';
import { idSchema } from './devices.js';
import { CHANNELS } from './notices.js';
import { LANGUAGES } from './people.js';

/** "HH:MM", the commune's time (UTC+7). */
export const dayTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'giờ dạng 21:30');
/** "2026-11-26", the commune's day. */
export const dateSchema = z.iso.date();

/** Who is called first, and who when the first does not answer. Ids of persons. */
export const teamSchema = z.object({ person: idSchema, deputy: idSchema.optional() });

export const shiftSchema = z.object({
  id: idSchema,
  /** On which day of the week it begins: 1 is Monday, 7 is Sunday. */
  day: z.int().min(1).max(7),
  from: dayTimeSchema,
  /** At or before `from`: the next day's. */
  to: dayTimeSchema,
  /** In turn, one a week. */
  teams: z.array(teamSchema).min(1).max(20),
});
export type Shift = z.infer<typeof shiftSchema>;

/** "Đổi ca": one shift on one date is somebody else's. */
export const swapSchema = z.object({
  /** The day on which the shift begins. */
  date: dateSchema,
  shift: idSchema,
  person: idSchema,
  deputy: idSchema.optional(),
  note: z.string().trim().max(200).optional(),
});
export type Swap = z.infer<typeof swapSchema>;

export const rosterSchema = z.object({
  /** Counts its changes; 0: nobody said anything yet. */
  version: z.int().min(0),
  /** A day in the week in which each shift's first team has its turn. */
  rotationFrom: dateSchema,
  /** Whoever has not answered the test bell for so long is not there: the deputy is on duty. Minutes. */
  bellMin: z.int().min(1).max(120).default(10),
  shifts: z.array(shiftSchema).max(200),
  swaps: z.array(swapSchema).max(500),
});
export type Roster = z.infer<typeof rosterSchema>;

/** Who has the watch. */
export interface Watch {
  shift: string;
  /** The day on which the shift began. */
  date: string;
  /** Milliseconds. */
  from: number;
  to: number;
  person: string;
  deputy?: string;
}

/** How somebody wants to be told. */
export const contactSchema = z.object({
  /** Counts its changes; 0: nobody said anything yet. */
  version: z.int().min(0),
  /** Ways that are shut say so; all others are open. */
  off: z.array(z.enum(CHANNELS)).max(CHANNELS.length).default([]),
  /** No sound but for emergencies, and while on duty. Null: none. Absent: 21:30–05:30. */
  quiet: z.object({ from: dayTimeSchema, to: dayTimeSchema }).nullable().optional(),
  email: z.email().max(200).optional(),
  /** Absent: that of the pages. */
  language: z.enum(LANGUAGES).optional(),
});
export type Contact = z.infer<typeof contactSchema>;

/** What a browser gives whoever may push to it. */
export const pushSubscriptionSchema = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(1000),
  keys: z.object({
    p256dh: z.string().regex(/^[\w-]{80,100}={0,2}$/),
    auth: z.string().regex(/^[\w-]{20,30}={0,2}$/),
  }),
});
export type PushSubscription = z.infer<typeof pushSubscriptionSchema>;
