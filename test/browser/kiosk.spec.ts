import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeWith, startHub, type TestHub } from '#hub/testkit';
import { launch, signIn } from './browser.js';

describeWith('chromium', 'the kiosk', () => {
  let hub: TestHub;
  let browser: Browser;
  let dir: string;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'kiosk-'));
    hub = await startHub();
    browser = await launch();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  /** Runs the script with a stand-in that writes down what the browser is given: the address comes last. */
  function called(): string[] {
    const said = join(dir, 'said');
    writeFileSync(join(dir, 'chromium'), `#!/bin/sh\nprintf '%s\\n' "$@" > ${said}\n`);
    chmodSync(join(dir, 'chromium'), 0o755);
    const env = { PATH: `${dir}:${process.env['PATH']}`, HOME: dir, STATE_DIRECTORY: dir, HUB_URL: hub.url };
    execFileSync('sh', ['deploy/kiosk/wall-kiosk'], { env });
    return readFileSync(said, 'utf8').trim().split('\n');
  }

  it('fills the screen, and may sound though nobody ever touches it', () => {
    expect(called()).toEqual(expect.arrayContaining(['--kiosk', '--autoplay-policy=no-user-gesture-required']));
  });

  it('waits for a hub that is not there yet, and goes over to the wall when it is', async () => {
    // before the hub is gone: it is a screen that was paired once
    await hub.cookie();
    await hub.kill9();
    const page = await browser.newPage();
    await signIn(page, hub);
    await page.goto(called().at(-1)!);
    await page.getByText('Đang chờ máy chủ').waitFor({ timeout: 5000 });
    await page.waitForTimeout(3000);
    expect(page.url()).toMatch(/^file:/);
    await hub.restart();
    await page.waitForURL(/\/wall\?inch=55&metres=5$/, { timeout: 15_000 });
    // signed in as a person: the wall leads back to the account
    await page.getByRole('link', { name: /^Tài khoản/ }).waitFor({ timeout: 15_000 });
    await page.close();
  }, 60_000);
});
