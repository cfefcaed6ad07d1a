import { isIP } from 'node:net';
import { z } from 'zod';

/** Settings of the HTTP side. Port 0 lets the system choose. */
export const operationsConfigSchema = z.object({
  /** Where the hub may be reached once somebody administers it; until then it is this machine alone. */
  HTTP_HOST: z.string().default('0.0.0.0'),
  HTTP_PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Where people reach the hub: in invitations, on labels, and whose certificate is watched. Without a path. */
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[a-z0-9.:[\]-]+\/?$/i, 'chỉ gồm https://tên hoặc https://tên:cổng')
    .refine(URL.canParse, 'không phải địa chỉ')
    .transform((text) => new URL(text).origin)
    .optional(),
  /** Addresses of proxies whose X-Forwarded-* headers are believed; "loopback" is this machine. */
  TRUST_PROXY: z
    .string()
    .default('loopback')
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((all) => all.every((one) => one === 'loopback' || isIP(one) !== 0), 'loopback, hoặc các địa chỉ IP'),
  /** Makes the administrator "admin" at the first start, for automation; later starts leave it alone. */
  ADMIN_PASSWORD: z.string().min(12, 'ít nhất 12 ký tự / at least 12 characters').max(128).optional(),
  /** Name of a pack in reference/commands, or the path of one. */
  COMMANDS: z.string().default('default'),
});
export type OperationsConfig = z.infer<typeof operationsConfigSchema>;
