import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { describe as Describe } from '@jest/globals';
import { mayHaveNetwork } from '../network/start-network.js';
import { mayHaveTmpfs } from '../tmpfs/start-tmpfs.js';

const onPath = (program: string) =>
  ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/bin'].some((dir) => {
    try {
      accessSync(join(dir, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

const CAP_SYS_ADMIN = 21n;
/** Root in a container may still be refused a mount. */
function mayMount(): boolean {
  const capabilities = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? '0';
  return ((BigInt(`0x${capabilities}`) >> CAP_SYS_ADMIN) & 1n) === 1n && onPath('mount');
}

/** What a test may need beside Node, and how to see whether it is here. */
const NEEDS = {
  influxd: () => onPath('influxd'),
  postgres: () => existsSync('/usr/lib/postgresql') && readdirSync('/usr/lib/postgresql').length > 0,
  'mosquitto clients': () => onPath('mosquitto_pub') && onPath('mosquitto_sub'),
  chromium: () => onPath('chromium'),
  openssl: () => onPath('openssl'),
  caddy: () => onPath('caddy'),
  certutil: () => onPath('certutil'),
  poppler: () => onPath('pdftoppm') && onPath('pdftotext'),
  'a network address': () =>
    Object.values(networkInterfaces())
      .flat()
      .some((address) => address?.family === 'IPv4' && !address.internal),
  'a mount of its own': mayMount,
  'root or user namespaces': mayHaveTmpfs,
  'a network of its own': mayHaveNetwork,
  linux: () => process.platform === 'linux',
  'recorded data': () => existsSync('../shared/domain/open'),
} as const;
export type Need = keyof typeof NEEDS;

/**
 * `describe`, or a skipped one whose name says what is missing: `[needs influxd]`. The test command counts them, and CI
 * fails where it is a server.
 */
export function describeWith(needs: Need | Need[], name: string, body: () => void): void {
  // the bench starts servers with this lib outside Jest, where its module may not be loaded
  const { describe } = globalThis as unknown as { describe: typeof Describe };
  const missing = [needs].flat().filter((need) => !NEEDS[need]());
  if (missing.length === 0) describe(name, body);
  else describe.skip(`${name} [needs ${missing.join(', ')}]`, body);
}
