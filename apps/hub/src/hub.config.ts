import { existsSync } from 'node:fs';
import { alertingConfigSchema } from '#app/alerting';
import { analysisConfigSchema } from '#app/analysis';
import { brokerConfigSchema } from '#app/broker';
import { fieldsConfigSchema } from '#app/fields';
import { notifierConfigSchema } from '#app/notifier';
import { operationsConfigSchema } from '#app/operations';
import { readConfig } from '#hub/service-kit';
import { z } from 'zod';

/** What all parts share. */
const sharedSchema = z.object({
  /** Everything the hub keeps on this machine. */
  DATA_DIR: z.string().default('./data'),
  /** Unset: the embedded store. */
  INFLUX_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Unset: the embedded registry. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** With what one-time codes' secrets are sealed. Unset: `secret.key` in DATA_DIR. */
  SECRET_KEY_FILE: z.string().min(1).optional(),
  /** How long packets are gathered before they are flushed to disk together, milliseconds. */
  LOG_COMMIT_MS: z.coerce.number().int().min(0).max(1000).default(25),
});

/** Where boxes may post that only speak HTTP, beside the hub's own address. */
const boxesSchema = z.object({
  INGEST_HTTP_HOST: z.string().default('0.0.0.0'),
  INGEST_HTTP_PORT: z.coerce.number().int().min(0).max(65535).optional(),
});

export const hubConfigSchema = z.object({
  ...sharedSchema.shape,
  ...boxesSchema.shape,
  ...brokerConfigSchema.shape,
  ...alertingConfigSchema.shape,
  ...analysisConfigSchema.shape,
  ...notifierConfigSchema.shape,
  ...fieldsConfigSchema.shape,
  ...operationsConfigSchema.shape,
});
export type HubConfig = z.infer<typeof hubConfigSchema>;
/** What the command line needs of it. */
export const registryConfigSchema = sharedSchema.pick({ DATA_DIR: true, DATABASE_URL: true, SECRET_KEY_FILE: true });
export type RegistryConfig = z.infer<typeof registryConfigSchema>;

/** The environment, with a `.env` file of the current folder below it. @throws ConfigError */
export function configFrom<T extends z.ZodType>(schema: T, env: NodeJS.ProcessEnv): z.infer<T> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(schema, env);
}
