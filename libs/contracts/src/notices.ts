import { z } from 'zod';

/** Ways to reach somebody, or something that speaks to many. */
export const CHANNELS = ['push', 'call', 'sms', 'zalo', 'email', 'webhook', 'siren', 'loudspeaker'] as const;
export const channelSchema = z.enum(CHANNELS);
export type Channel = z.infer<typeof channelSchema>;

export const NOTICE_KINDS = [
  'page',
  'taken',
  'ended',
  'test-bell',
  'public',
  'public-stop',
  'approval',
  'irrigation',
] as const;
export const noticeSchema = z.object({
  /** Incident, step, person and channel: the same in every run, and the key that a provider is given. */
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  incident: z.string().optional(),
  /** Device of the incident, and one of each place that it is about: who may see this. */
  target: z.string().optional(),
  targets: z.array(z.string()).optional(),
  /** Public message that it is, and the hamlet where it is said. */
  broadcast: z.string().optional(),
  hamlet: z.string().optional(),
  /** Step of the escalation, from 0. */
  step: z.int().optional(),
  channel: channelSchema,
  /** Who is told: id and name, as it was then. Absent for a channel that speaks to many. */
  person: z.string().optional(),
  /** The siren that was asked to sound; `name` is its. */
  device: z.string().optional(),
  name: z.string().optional(),
  /** How far it got. `skipped` was not tried; `unknown`: the hub stopped while the provider had it. */
  state: z.enum(['queued', 'sent', 'delivered', 'read', 'failed', 'skipped', 'unknown']),
  /** Why it failed or was skipped, in words. */
  reason: z.string().optional(),
  queuedAt: z.number(),
  sentAt: z.number().optional(),
  deliveredAt: z.number().optional(),
  /** When a loudspeaker said that it is through with it. */
  overAt: z.number().optional(),
  updatedAt: z.number(),
  /** What was said stayed in the hub: a dry run. */
  dryRun: z.boolean().optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** Where telling people of an incident has come to. */
export const escalationSchema = z.object({
  incident: z.string(),
  /** Device of the incident, and one of each place that it is about: who may see this. */
  target: z.string().optional(),
  targets: z.array(z.string()).optional(),
  policy: z.string(),
  /** The last step that was taken, from 0. */
  step: z.int(),
  /** When the next one is due, milliseconds. */
  nextAt: z.number().optional(),
  /** Why it goes no further. */
  stopped: z.enum(['acknowledged', 'ended', 'exhausted', 'record-only', 'suppressed']).optional(),
  at: z.number(),
});
export type Escalation = z.infer<typeof escalationSchema>;

/** Items of the `notices` stream: every change, with the whole after it. */
export interface NoticeChange {
  type: 'notice';
  notice: Notice;
  at: number;
}
export interface EscalationChange {
  type: 'escalation';
  escalation: Escalation;
  at: number;
}

/** What became of a message, as its provider, its phone or the hub itself says. */
export const OUTCOMES = [
  'sent',
  'delivered',
  /** Somebody looked at it. */
  'read',
  /** Definitely not sent, and will not be. */
  'refused',
  /** It was sent, and did not and will not come. */
  'undelivered',
  /** Definitely not sent; tried again at `retryAt`. */
  'retry',
  /** Nobody knows whether the provider took it. */
  'uncertain',
  /** Whoever was called takes it, or wants the next one to be called. */
  'accepted',
  'passed-on',
] as const;
export type NoticeOutcome = (typeof OUTCOMES)[number];
export interface NoticeReceipt {
  type: 'receipt';
  message: string;
  outcome: NoticeOutcome;
  reason?: string;
  retryAt?: number;
  dryRun?: boolean;
  /** Of `delivered`: a loudspeaker is through with it, and not only at it. */
  over?: true;
  at: number;
}
/** A message is about to be given to its provider. */
export interface NoticeAttempt {
  type: 'attempt';
  message: string;
  at: number;
}
/** The time of something has come. */
export interface NoticeDue {
  type: 'due';
  at: number;
}
/** The hub has started: all items before are of earlier runs. */
export interface NotifierStart {
  type: 'start';
  at: number;
}
/** Somebody wants to hear the test bell. */
export interface TestBell {
  type: 'bell';
  id: string;
  person: string;
  name: string;
  at: number;
}
/** Whoever keeps fields is told of water: once a morning, and of what does not wait at once. */
export interface FarmNotice {
  type: 'farm';
  /** Person, day and what it is about: the same in every run. */
  id: string;
  person: string;
  /** Who is told where that person has neither a phone nor a telephone number. */
  instead?: string;
  title: { vi: string; en: string };
  body: { vi: string; en: string };
  /** Without diacritics, 160 characters at most; read by whoever has no smartphone, so in Vietnamese. */
  sms: string;
  /** Page that it opens. */
  url: string;
  /** Of use before then: where there is room for few, whoever has least time is told first. */
  by?: number;
  urgent: boolean;
  simulated: boolean;
  at: number;
}
/** What a phone is pushed: no names and no numbers. At most 4,096 bytes of JSON, encrypted. */
export interface PushPayload {
  title: string;
  body: string;
  /** One that is shown already is replaced by one of the same tag. */
  tag: string;
  /** Path of the page that it opens. */
  url: string;
  kind: (typeof NOTICE_KINDS)[number];
  urgent: boolean;
  silent: boolean;
  /** Shown to POST /api/push/receipts when it was shown (`delivered`) and when somebody opened it (`read`). */
  token: string;
  at: number;
}
export const pushReceiptSchema = z.object({ token: z.string().max(200), state: z.enum(['delivered', 'read']) });
