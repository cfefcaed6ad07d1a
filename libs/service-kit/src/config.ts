import type { z } from 'zod';

/** Configuration is wrong: the message names each key and never a value. The fault is the administrator's. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Parses the environment once. An empty value counts as unset, as in an `.env` file with `KEY=`. */
export function readConfig<T extends z.ZodType>(schema: T, env: NodeJS.ProcessEnv): z.infer<T> {
  const set = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v !== ''));
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
  throw new ConfigError(`Cấu hình sai / configuration is wrong:\n  ${wrong.join('\n  ')}`);
}
