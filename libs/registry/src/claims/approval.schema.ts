import { deviceSchema, idSchema } from '#hub/contracts';
import { z } from 'zod';
import { inWords } from '../input/in-words.js';
import { MOST_LABELS } from './label.schema.js';

const { name, hamlet, place, lat, lon } = deviceSchema.shape;

/** What a waiting box is to become. Left out: its own name for id and name, its batch's profile. */
export const approvalSchema = z.strictObject({
  box: z.string().min(1).max(64),
  id: idSchema.optional(),
  profile: idSchema.optional(),
  name: name.optional(),
  hamlet,
  place,
  lat,
  lon,
});
export const approvalsSchema = inWords(z.array(approvalSchema).min(1).max(MOST_LABELS));
export type Approval = z.input<typeof approvalSchema>;
