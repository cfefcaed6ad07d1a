import { z } from 'zod';

const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A time as milliseconds since 1970, or ISO 8601 with a zone. */
export const timeSchema = z
  .string()
  .regex(/^(\d{1,16}|\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d))?)$/, 'mili giây hoặc ISO 8601 có múi giờ')
  .transform((text, context) => {
    const ms = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
    if (Number.isFinite(ms)) return ms;
    context.addIssue({ code: 'custom', message: 'mili giây hoặc ISO 8601 có múi giờ' });
    return z.NEVER;
  });

/** "15m", "1h", "30d", or milliseconds. */
export const durationSchema = z
  .string()
  .regex(/^\d{1,9}(ms|s|m|h|d)?$/, 'dạng 15m, 1h, 30d')
  .transform((text) => {
    const [, digits, unit] = /^(\d+)(\D*)$/.exec(text)!;
    return Number(digits) * UNIT_MS[(unit || 'ms') as keyof typeof UNIT_MS];
  })
  .refine((ms) => ms > 0, 'phải lớn hơn 0');

export const flagSchema = z.enum(['true', 'false']).transform((text) => text === 'true');

/** `limit` and `offset` of a list. */
export const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  offset: z.coerce.number().int().min(0).default(0),
});
