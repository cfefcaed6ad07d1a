import type { z } from 'zod';
import { InvalidInputError } from '../registry.errors.js';
import { words } from '#hub/service-kit';

type Problem = InvalidInputError['fields'][number];

/**
 * What a caller gave, as the schema wants it. Texts are normalised (NFC), so that one name written by two keyboards is
 * one name. @throws InvalidInputError that names every wrong field
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input, { error: words });
  if (!parsed.success)
    throw new InvalidInputError(
      parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), problem: message })),
    );
  const problems: Problem[] = [];
  const value = normalised(parsed.data, '', problems);
  if (problems.length > 0) throw new InvalidInputError(problems);
  return value as z.output<S>;
}

const CONTROL = /\p{Cc}/u;

/** NFC; control characters are noted among the problems. */
export function normalised(value: unknown, field: string, problems: Problem[]): unknown {
  if (typeof value === 'string') {
    // nobody types them; they garble messages, and PostgreSQL does not take all of them
    if (CONTROL.test(value)) problems.push({ field, problem: 'có ký tự điều khiển' });
    return value.normalize('NFC');
  }
  const at = (key: string | number) => (field ? `${field}.${key}` : String(key));
  if (Array.isArray(value)) return value.map((item, i) => normalised(item, at(i), problems));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, normalised(item, at(key), problems)]));
}
