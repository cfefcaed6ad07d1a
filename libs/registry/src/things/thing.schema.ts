import { communeCodeSchema, type ThingKind, thingSchemas, versionSchema } from '#hub/contracts';
import { z } from 'zod';
import { inWords } from '../input/in-words.js';
import { kindOf } from './kinds/kinds.js';

function shapeOf(kind: ThingKind): z.ZodRawShape {
  const { version: _, ...shape } = thingSchemas[kind].shape;
  return { ...shape, commune: communeCodeSchema.optional(), ...kindOf(kind).given };
}

const newSchemas = new Map<ThingKind, z.ZodObject>();
/** A thing as it is registered: what can be computed may be left out, and so may the only commune. */
export function newThingSchema(kind: ThingKind): z.ZodObject {
  const known = newSchemas.get(kind) ?? inWords(z.strictObject(shapeOf(kind)));
  newSchemas.set(kind, known);
  return known;
}

const patchSchemas = new Map<ThingKind, z.ZodObject>();
/** What is to change; null takes away what need not be there. */
export function thingPatchSchema(kind: ThingKind): z.ZodObject {
  const known = patchSchemas.get(kind) ?? inWords(z.strictObject(patchShapeOf(kind)));
  patchSchemas.set(kind, known);
  return known;
}

function patchShapeOf(kind: ThingKind): z.ZodRawShape {
  const fields = Object.entries(shapeOf(kind)).map(([name, field]) => [name, z.optional(z.nullable(field))] as const);
  return {
    ...Object.fromEntries(fields),
    id: z.never('mã không đổi được').optional(),
    commune: z.never('xã không đổi được').optional(),
    /** The version that was looked at: the change is refused when there is a newer one. */
    version: versionSchema,
  };
}
