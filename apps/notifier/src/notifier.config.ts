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
