import { z } from 'zod';

/** `RULES`: name of a pack in reference/rules (`default`, `demo`), or the path of one. */
export const alertingConfigSchema = z.object({ RULES: z.string().default('default') });
export type AlertingConfig = z.infer<typeof alertingConfigSchema>;
