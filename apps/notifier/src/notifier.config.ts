import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ });
const pattern = z.string().refine((text) => {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}, 'không phải biểu thức chính quy / not a regular expression');
const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

/** How people are told. A provider that is not named is off. */
export const notifierConfigSchema = z.object({
  /** Name of a policy in reference/escalation, or the path of one. */
  ESCALATION: z.string().default('default'),
  /** Nothing leaves the hub; what would is written down. */
  NOTIFY_DRY_RUN: flag,
  /** Whom push services may write to, "mailto:…" or an address. */
  PUSH_CONTACT: z
    .string()
    .regex(/^(mailto:|https:\/\/)/)
    .optional(),
  /** Push services that browsers may name. */
  PUSH_SERVICES: z
    .string()
    .default('fcm.googleapis.com,*.push.services.mozilla.com,*.notify.windows.com,*.push.apple.com')
    .transform((text) => text.split(',').map((one) => one.trim())),
  SMS_URL: url.optional(),
  SMS_METHOD: z.enum(['GET', 'POST', 'PUT']).default('POST'),
  SMS_AUTHORIZATION: z.string().optional(),
  SMS_TYPE: z.string().default('application/json'),
  SMS_BODY: z.string().default('{"to":"{phone}","text":"{text}"}'),
  SMS_SUCCESS: pattern.optional(),
  /** Serial device of a modem, for texts without a gateway or when it cannot be reached. */
  SMS_MODEM: z.string().startsWith('/').optional(),
  SMS_MODEM_BAUD: z.coerce.number().int().min(1200).max(4_000_000).default(115_200),
  CALL_URL: url.optional(),
  CALL_METHOD: z.enum(['GET', 'POST', 'PUT']).default('POST'),
  CALL_AUTHORIZATION: z.string().optional(),
  CALL_TYPE: z.string().default('application/json'),
  CALL_BODY: z.string().default('{"to":"{phone}","say":"{text}","callback":"{callback}"}'),
  CALL_SUCCESS: pattern.optional(),
  LOUDSPEAKER_URL: url.optional(),
  LOUDSPEAKER_METHOD: z.enum(['GET', 'POST', 'PUT']).default('POST'),
  LOUDSPEAKER_AUTHORIZATION: z.string().optional(),
  LOUDSPEAKER_TYPE: z.string().default('application/json'),
  LOUDSPEAKER_BODY: z
    .string()
    .default('{"zones":{zonesJson},"text":"{text}","audio":"{audio}","priority":"{urgency}","key":"{key}"}'),
  LOUDSPEAKER_SUCCESS: pattern.optional(),
  /** Absent: loudspeakers cannot be told to stop. */
  LOUDSPEAKER_STOP_URL: url.optional(),
  LOUDSPEAKER_STOP_METHOD: z.enum(['GET', 'POST', 'PUT', 'DELETE']).default('POST'),
  LOUDSPEAKER_STOP_BODY: z.string().default('{"zones":{zonesJson},"key":"{key}"}'),
  /** Its own: what is taken and what is stopped are seldom said alike. */
  LOUDSPEAKER_STOP_SUCCESS: pattern.optional(),
  /** Loudspeakers by hamlet, as their vendor knows them: "thon-dong=101 102, thon-tay=103"; "*" is the whole commune. */
  LOUDSPEAKER_ZONES: z
    .string()
    .default('')
    .transform((text, context) => {
      const pairs = text
        .split(',')
        .filter((part) => part.trim() !== '')
        .map((part) => part.split('=').map((half) => half.trim()));
      if (pairs.every(([hamlet, zones, ...more]) => hamlet && zones && more.length === 0))
        return new Map(pairs.map(([hamlet, zones]) => [hamlet!, zones!.split(/\s+/)]));
      context.addIssue({ code: 'custom', message: 'phải như / must be like thon-dong=101 102, thon-tay=103' });
      return z.NEVER;
    }),
  /** smtp://user:password@host:587 */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_FROM: z.string().max(200).optional(),
  WEBHOOK_URL: url.optional(),
  WEBHOOK_SECRET: z.string().min(16).optional(),
  ZALO_APP_ID: z.string().optional(),
  ZALO_SECRET_KEY: z.string().optional(),
  ZALO_TEMPLATE: z.string().optional(),
  /** The first refresh token; later ones are kept by the hub. */
  ZALO_REFRESH_TOKEN: z.string().optional(),
  ZALO_URL: url.default('https://business.openapi.zalo.me'),
  ZALO_OAUTH_URL: url.default('https://oauth.zaloapp.com'),
});
export type NotifierConfig = z.infer<typeof notifierConfigSchema>;
