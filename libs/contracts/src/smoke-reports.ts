import { z } from 'zod';

/** Nobody may be called back: neither names nor numbers of residents are kept. */
export const hasPhoneNumber = (text: string): boolean => /\d(?:[ .-]?\d){7,}/.test(text);

/** Smoke or fire that a resident told of, as somebody on duty wrote it down. Times in milliseconds. */
export const smokeReportSchema = z.object({
  id: z.string(),
  /** When it was seen, and when it was written down. */
  seenAt: z.int().min(0),
  at: z.int(),
  /** Where the smoke was seen, as well as it can be said. */
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  note: z
    .string()
    .trim()
    .max(500)
    .refine((text) => !hasPhoneNumber(text), 'không ghi số điện thoại của người báo')
    .optional(),
  /** Id of the person who wrote it down. */
  by: z.string(),
});
export type SmokeReport = z.infer<typeof smokeReportSchema>;
/** Without a time: now. */
export const newSmokeReportSchema = smokeReportSchema
  .pick({ seenAt: true, lat: true, lon: true, note: true })
  .partial({ seenAt: true });
export type NewSmokeReport = z.infer<typeof newSmokeReportSchema>;

/** What was seen longer ago is no sign of a fire that burns. */
export const SMOKE_REPORT_REACH_MS = 24 * 3_600_000;
