import { z } from 'zod';

/** A shift is given to the next one: what the summary said then, a note, and who took it. Times in milliseconds. */
export const handoverSchema = z.object({
  id: z.string(),
  /** The shift. */
  from: z.number(),
  to: z.number(),
  at: z.number(),
  person: z.string(),
  by: z.string(),
  /** As whoever gave it read it. */
  summary: z.string(),
  note: z.string().optional(),
  taken: z.object({ person: z.string(), by: z.string(), at: z.number() }).optional(),
});
export type Handover = z.infer<typeof handoverSchema>;
