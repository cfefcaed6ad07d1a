import { personSchema } from '#hub/contracts';
import { z } from 'zod';
import { inWords } from '../input/in-words.js';

const { id: _id, grants, language, disabled, ...rest } = personSchema.shape;

/** A person as he or she is entered. */
export const newPersonSchema = inWords(z.strictObject({ ...rest, grants: grants.default([]), language, disabled }));
export type NewPerson = z.input<typeof newPersonSchema>;

/** What is to change; null takes away what need not be there. `version` is that of what was looked at. */
export const personPatchSchema = inWords(
  z.strictObject({
    name: rest.name.optional(),
    login: rest.login.nullable(),
    phone: rest.phone.nullable(),
    hamlet: rest.hamlet.nullable(),
    language: language.unwrap().optional(),
    disabled: disabled.unwrap().optional(),
    grants: grants.optional(),
    version: z.int().min(1),
  }),
);
export type PersonPatch = z.input<typeof personPatchSchema>;
