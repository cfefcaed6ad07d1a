import type { z } from 'zod';
import { words } from '#hub/service-kit';

/** The same schema; whoever validates with it through Standard Schema, as REST does, is told in our words, too. */
export function inWords<S extends z.ZodType>(schema: S): S {
  const validate = (value: unknown) => {
    const { success, data, error } = schema.safeParse(value, { error: words });
    return success ? { value: data } : { issues: error.issues };
  };
  return Object.assign(schema, { '~standard': { ...schema['~standard'], validate } });
}
