import { z } from 'zod';

/** Ways to reach somebody, or something that speaks to many. */
export const CHANNELS = ['push', 'call', 'sms', 'zalo', 'email', 'webhook', 'siren', 'loudspeaker'] as const;
export const channelSchema = z.enum(CHANNELS);
export type Channel = z.infer<typeof channelSchema>;

export const NOTICE_KINDS = ['page', 'taken', 'ended', 'test-bell', 'drill', 'public'] as const;
export const noticeSchema = z.object({
  /** Incident, step, person and channel: the same in every run, and the key that a provider is given. */
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  incident: z.string().optional(),
  /** Step of the escalation, from 0. */
  step: z.int().optional(),
  channel: channelSchema,
  /** Who is told: id and name, as it was then. Absent for a channel that speaks to many. */
  person: z.string().optional(),
  name: z.string().optional(),
  /** How far it got. `skipped` was not tried; `unknown`: the hub stopped while the provider had it. */
  state: z.enum(['queued', 'sent', 'delivered', 'read', 'failed', 'skipped', 'unknown']),
  /** Why it failed or was skipped, in words. */
  reason: z.string().optional(),
  queuedAt: z.number(),
  sentAt: z.number().optional(),
  deliveredAt: z.number().optional(),
  updatedAt: z.number(),
  /** What was said stayed in the hub: a dry run. */
  dryRun: z.boolean().optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** Where telling people of an incident has come to. */
export const escalationSchema = z.object({
  incident: z.string(),
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
export type NoticesItem = NoticeChange | EscalationChange;
