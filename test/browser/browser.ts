import { mkdirSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's Chromium without a screen and without its background traffic. */
export const launch = (env?: Record<string, string>): Promise<Browser> =>
  chromium.launch({
    ...(env && { env: { PATH: '/usr/bin:/bin', ...env } }),
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });

/** Pictures are kept as test output, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync('test-output/screens', { recursive: true });
  await page.screenshot({ path: `test-output/screens/${name}.png` });
}

/** A page that collects what goes wrong in it. */
export async function openPage(browser: Browser, url: string, size = { width: 1920, height: 1080 }) {
  const page = await browser.newPage({ viewport: size });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    // a server that is away is part of some tests: the browser reports it as an error of its own
    if (
      message.type() === 'error' &&
      !/ERR_CONNECTION|WebSocket connection|Failed to load resource/.test(message.text())
    )
      problems.push(message.text());
  });
  await page.goto(url, { waitUntil: 'load' });
  return { page, problems };
}
