import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { describe as Describe } from '@jest/globals';

const onPath = (program: string) =>
  ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/bin'].some((dir) => {
    try {
      accessSync(join(dir, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** What a test may need beside Node, and how to see whether it is here. */
const NEEDS = {
  influxd: () => onPath('influxd'),
  postgres: () => existsSync('/usr/lib/postgresql') && readdirSync('/usr/lib/postgresql').length > 0,
  'mosquitto clients': () => onPath('mosquitto_pub') && onPath('mosquitto_sub'),
  chromium: () => onPath('chromium'),
  openssl: () => onPath('openssl'),
  'root for a tmpfs': () => process.getuid?.() === 0 && onPath('mount'),
  'recorded data': () => existsSync('../shared/domain/open'),
} as const;
export type Need = keyof typeof NEEDS;

/**
 * `describe`, or a skipped one whose name says what is missing: `[needs influxd]`. The test command counts them, and CI
 * fails on any.
 */
export function describeWith(needs: Need | Need[], name: string, body: () => void): void {
  // the bench starts servers with this lib outside Jest, where its module may not be loaded
  const { describe } = globalThis as unknown as { describe: typeof Describe };
  const missing = [needs].flat().filter((need) => !NEEDS[need]());
  if (missing.length === 0) describe(name, body);
  else describe.skip(`${name} [needs ${missing.join(', ')}]`, body);
}
