import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { askTimeService } from './time-service.js';

// real servers on a machine that has other work, too
jest.setTimeout(60_000);

describe('the time service', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'timedatectl-'));
  });
  afterAll(() => rmSync(dir, { recursive: true }));
  /** A timedatectl that says this. */
  const saying = (name: string, script: string) => {
    const path = join(dir, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  };

  it.each([
    ['synchronised', 'echo NTP=yes; echo NTPSynchronized=yes'],
    // chrony or ntpd: systemd does not run them, but reads the kernel's flag
    ['synchronised', 'echo NTP=no; echo NTPSynchronized=yes'],
    ['unsynchronised', 'echo NTP=yes; echo NTPSynchronized=no'],
    ['absent', 'echo NTP=no; echo NTPSynchronized=no'],
    ['absent', 'echo "System has not been booted with systemd as init system" >&2; exit 1'],
    ['absent', 'kill -9 $$'],
    ['absent', 'true'],
  ])('is %s where timedatectl does: %s', async (is, script) => {
    expect(await askTimeService(saying('timedatectl', script))).toBe(is);
  });

  it('is asked for what it knows', async () => {
    const path = saying('picky', '[ "$*" = "show -p NTP -p NTPSynchronized" ] && echo NTPSynchronized=yes');
    expect(await askTimeService(path)).toBe('synchronised');
  });

  it('that never answers is absent, and so is one that is not installed', async () => {
    expect(await askTimeService(saying('hangs', 'exec sleep 60'))).toBe('absent');
    expect(await askTimeService(join(dir, 'not-here'))).toBe('absent');
  });
});
