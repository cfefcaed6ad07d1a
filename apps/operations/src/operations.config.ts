import { z } from 'zod';

/** Settings of the HTTP side. Port 0 lets the system choose. */
export const operationsConfigSchema = z.object({
  HTTP_HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: z.coerce.number().int().min(0).max(65535).default(3000),
});
export type OperationsConfig = z.infer<typeof operationsConfigSchema>;
