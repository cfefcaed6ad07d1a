import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ADMIN, describeWith, startHub, type TestCaddy, type TestHub } from '#hub/testkit';
import { ask, Installed } from '../acceptance/https/installed.js';
import { launch } from './browser.js';

describeWith(['chromium', 'caddy', 'certutil'], 'a browser that was told to trust the hub’s own authority', () => {
  let hub: TestHub;
  let installed: Installed;
  let caddy: TestCaddy;
  let https: string;
  let home: string;
  const browsers: Browser[] = [];

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'kiosk-'));
    hub = await startHub();
    installed = new Installed(`HTTP_PORT=${new URL(hub.url).port}\n`);
    const run = await installed.runWithCaddy('lan', '127.0.0.1');
    caddy = run.caddy;
    https = `https://127.0.0.1:${run.httpsPort}`;
    const { body } = await ask(`http://127.0.0.1:${run.httpPort}/chung-chi/hub-root.crt`);
    writeFileSync(join(home, 'root.crt'), body);
    // the kiosk's own script, with a stand-in for the browser that it would start in the end
    writeFileSync(join(home, 'chromium'), '#!/bin/sh\n');
    chmodSync(join(home, 'chromium'), 0o755);
    const env = {
      PATH: `${home}:${process.env['PATH']}`,
      HOME: home,
      STATE_DIRECTORY: home,
      HUB_ROOT: join(home, 'root.crt'),
    };
    for (let times = 0; times < 2; times++) execFileSync('sh', ['deploy/kiosk/wall-kiosk'], { env });
  }, 90_000);
  afterAll(async () => {
    for (const browser of browsers) await browser.close();
    await caddy?.stop();
    await hub?.stop();
    installed?.remove();
    rmSync(home, { recursive: true, force: true });
  });
  const open = async (env: Record<string, string>) => {
    const browser = await launch(env);
    browsers.push(browser);
    return browser.newPage();
  };

  it('opens the wall, live, as a page that may have everything that needs HTTPS', async () => {
    const page = await open({ HOME: home });
    const problems: string[] = [];
    page.on('console', (message) => {
      // a commune without a map is none
      if (message.type() === 'error' && !message.text().includes('404')) problems.push(message.text());
    });
    await page.goto(`${https}/wall`);
    const [body, headers] = [JSON.stringify(ADMIN), { 'content-type': 'application/json' }];
    const status = await page.evaluate(
      `fetch('/api/session', ${JSON.stringify({ method: 'POST', headers, body })}).then((answer) => answer.status)`,
    );
    expect(status).toBe(200);
    // what a stranger is refused is an error to the browser
    problems.length = 0;
    await page.goto(`${https}/wall`);
    await page.getByRole('link', { name: /^Tài khoản: / }).waitFor({ timeout: 15_000 });
    const may: unknown = await page.evaluate(
      `({ secure: isSecureContext, offline: 'serviceWorker' in navigator, push: 'PushManager' in window,
          camera: typeof navigator.mediaDevices?.getUserMedia, place: 'geolocation' in navigator })`,
    );
    expect(may).toEqual({ secure: true, offline: true, camera: 'function', place: true, push: true });
    expect(problems).toEqual([]);
  });

  it('and one that was not told refuses it', async () => {
    const page = await open({ HOME: join(home, 'nobody') });
    await expect(page.goto(`${https}/wall`)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);
  });
});
