import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { readConfig } from './config.js';

it('an error names the setting and never its value', () => {
  const schema = z.object({ ADMIN_PASSWORD: z.string().min(12), DATABASE_URL: z.url({ protocol: /^postgres$/ }) });
  const env = { ADMIN_PASSWORD: 'ngan-qua', DATABASE_URL: 'mysql://hub:mat-khau@host/db' };
  let said = '';
  try {
    readConfig(schema, env);
  } catch (error) {
    said = `${String(error)} ${(error as Error).stack} ${JSON.stringify(error)}`;
  }
  expect(said).toMatch(/ADMIN_PASSWORD/);
  expect(said).toMatch(/DATABASE_URL/);
  for (const value of Object.values(env)) expect(said).not.toContain(value);
});
