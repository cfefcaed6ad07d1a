import { z } from 'zod';
import { CLAIM_STATES, claimCodeSchema, claimSecretSchema } from './claims.js';
import { deviceProfileSchema, deviceSchema, idSchema } from './devices.js';
import { metricSchema } from './metrics.js';
import { qualitySchema } from './readings.js';
import { REFUSALS, type RefusalReason } from './dead-letters.js';

/** Of a photo as it travels, in bytes: a phone makes it smaller before it sends it. */
export const PHOTO_BYTES = 300_000;

/** A box that was put up in the field. Made on the phone, perhaps long before it is sent. */
export const newInstallationSchema = z.object({
  /** A repeat with the same key is the same installation. */
  key: z.uuid(),
  code: claimCodeSchema,
  /** From the QR code; whoever typed the code has none. */
  claimSecret: claimSecretSchema.optional(),
  /** Absent: what the label says. */
  profile: idSchema.optional(),
  ...deviceSchema.pick({ name: true, hamlet: true, place: true, lat: true, lon: true }).shape,
  /** The device in whose place it was put: its name, site and position go with the place. */
  replaces: idSchema.optional(),
  /** Of the position, metres. */
  accuracyM: z.number().min(0).max(100_000).optional(),
  /** When it was put up, by the phone's clock, milliseconds. */
  takenAt: z.int(),
  /** JPEG as base64. */
  photo: z
    .base64()
    .max(Math.ceil(PHOTO_BYTES / 3) * 4, 'ảnh lớn hơn 300 kB')
    .optional(),
});
export type NewInstallation = z.infer<typeof newInstallationSchema>;

/** `again`: it was known already, this time nothing was changed. */
export const installationAnswerSchema = z.object({ device: deviceSchema, again: z.boolean() });
export type InstallationAnswer = z.infer<typeof installationAnswerSchema>;

/** What a phone may know of a label: `open` can be installed, nothing else. */
export const claimAnswerSchema = z.object({
  code: z.string(),
  state: z.enum(['open', 'claimed', 'expired']),
  profile: idSchema.optional(),
});
export type ClaimAnswer = z.infer<typeof claimAnswerSchema>;

const measured = z.object({ metric: metricSchema, value: z.number(), ts: z.int() });
/** How a box that was just put up does. Times in milliseconds. */
export const deviceCheckSchema = z.object({
  /**
   * `heard`: something came that its profile measures. `off-profile`: it sends, but nothing of that. `refused`: the broker
   * said no to it since it last sent.
   */
  state: z.enum(['waiting', 'off-profile', 'heard', 'refused']),
  /** Absent where it was not provisioned by a label or a batch key. */
  provisioning: z.enum(CLAIM_STATES).optional(),
  expectedEveryMs: z.int(),
  firstAt: z.int().optional(),
  lastAt: z.int().optional(),
  signal: measured.optional(),
  /** What its profile measures, without its own battery and signal where there is more; absent where it says nothing. */
  expected: z.array(metricSchema).optional(),
  /** Of these, what has not come since it was put up; absent where nothing is missing. */
  missing: z.array(metricSchema).optional(),
  values: z.array(
    measured.extend({
      quality: qualitySchema.optional(),
      inRange: z.boolean(),
    }),
  ),
  refusal: z
    .object({ reason: z.enum(Object.keys(REFUSALS) as RefusalReason[]), words: z.string(), last: z.int() })
    .optional(),
});
export type DeviceCheck = z.infer<typeof deviceCheckSchema>;

/** The profile's interval, or its upload interval where it gathers several. */
export const expectedEveryMs = ({
  intervalMs,
  uploadIntervalMs,
}: Pick<z.infer<typeof deviceProfileSchema>, 'intervalMs' | 'uploadIntervalMs'>): number =>
  Math.max(intervalMs, uploadIntervalMs ?? 0);
