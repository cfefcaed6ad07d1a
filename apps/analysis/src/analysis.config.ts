import { z } from 'zod';

/** What is concluded from several readings needs beside them. */
export const analysisConfigSchema = z.object({
  /** Hot pixels of satellites as CSV (NASA FIRMS): an address with its key, or a file. Absent: satellites say nothing. */
  FIRMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  FIRMS_FILE: z.string().min(1).optional(),
  /** When straw is burnt here, as reference/smoke.json has it. */
  BURNING_SEASON: z.enum(['red-river', 'mekong']).default('red-river'),
});
export type AnalysisConfig = z.infer<typeof analysisConfigSchema>;
