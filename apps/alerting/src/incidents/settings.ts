import { z } from 'zod';
import { causeSchema, severitySchema } from '#hub/contracts';
import { readReference } from '#hub/service-kit';

const ms = z.int().positive();
const settingsSchema = z
  .object({
    /** Devices that fall silent wait so long for others before anybody is told. */
    gatherMs: ms,
    outage: z.object({
      /** So many devices, and this share of those of which anything is known, fell silent together. */
      least: z.int().min(2),
      share: z.number().gt(0.5).max(1),
      severity: severitySchema,
      /** So long after most have come back those that have not tell for themselves. */
      releaseAfterMs: ms,
    }),
    /** A condition that comes back within this time is the same incident again. */
    reopenMs: ms,
    /** An alert that opened so often within the time flaps, until nothing came of it for `calmMs`. */
    flapping: z.object({ opens: z.int().min(3), withinMs: ms, calmMs: ms }),
    /** What has one of these causes is one matter also across hamlets, where its stations stand within so many metres. */
    nearM: z.partialRecord(causeSchema, z.number().positive()),
    /** Nobody puts an incident aside for longer. */
    shelveMostMs: ms,
  })
  .refine(({ reopenMs, flapping }) => reopenMs >= flapping.withinMs, {
    message: 'reopenMs: shorter than flapping.withinMs, so that what flaps would be several incidents',
  });
export type IncidentSettings = z.infer<typeof settingsSchema>;

export const loadSettings = (): IncidentSettings => settingsSchema.parse(readReference('incidents.json'));
