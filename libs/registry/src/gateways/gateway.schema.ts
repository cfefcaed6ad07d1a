import { gatewaySchema } from '#hub/contracts';
import { z } from 'zod';
import { inWords } from '../input/in-words.js';

const { id, codec, version, ...rest } = gatewaySchema.shape;
const optional = z.object(rest).partial().shape;

/** A gateway as it is registered. What is left out gets its default: see `GatewaysRepository.add`. */
export const newGatewaySchema = inWords(z.strictObject({ id, codec, ...optional }));
export type NewGateway = z.input<typeof newGatewaySchema>;

/** What is to change; null takes the field map away. */
export const gatewayPatchSchema = inWords(
  z.strictObject({
    ...optional,
    id: z.never('mã không đổi được').optional(),
    /** The version that was looked at: the change is refused when there is a newer one. */
    version,
    codec: codec.optional(),
    fieldMap: rest.fieldMap.nullable(),
  }),
);
export type GatewayPatch = z.input<typeof gatewayPatchSchema>;
