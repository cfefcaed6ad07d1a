import { mkdirSync } from 'node:fs';
import { afterAll } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { TestHub } from '#hub/testkit';

const WALL = { width: 1920, height: 1080 };

/** A test that fails leaves its browser behind, and with it the run would not end. */
const launched = new Set<Browser>();
afterAll(async () => {
  await Promise.all([...launched].map((browser) => browser.close()));
});

/** Debian's Chromium without a screen and without its background traffic. */
export async function launch(env?: Record<string, string>, more: readonly string[] = []): Promise<Browser> {
  const browser = await chromium.launch({
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
      ...more,
    ],
  });
  launched.add(browser);
  return browser;
}

/** Pictures are kept as test output, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync('test-output/screens', { recursive: true });
  await page.screenshot({ path: `test-output/screens/${name}.png` });
}

/** A hub, and who is signed in to it: its administrator, or somebody that a test made. */
type Known = Pick<TestHub, 'url' | 'cookie'>;

/** The page's browser is signed in: from now on its requests carry the session. */
export async function signIn(page: Page, hub: Known): Promise<void> {
  const pairs = (await hub.cookie()).split('; ').map((pair) => pair.split('=') as [string, string]);
  await page.context().addCookies(pairs.map(([name, value]) => ({ name, value, url: hub.url })));
}

/** The wall, on a browser that is signed in. */
export async function openWall(browser: Browser, hub: Known, query = '', size = WALL) {
  const opened = await openPage(browser, 'about:blank', size);
  await signIn(opened.page, hub);
  await opened.page.goto(`${hub.url}/wall${query}`, { waitUntil: 'load' });
  return opened;
}

/** A page that collects what goes wrong in it. */
export async function openPage(browser: Browser, url: string, size = WALL) {
  const page = await browser.newPage({ viewport: size });
  const problems = watchProblems(page);
  await page.goto(url, { waitUntil: 'load' });
  return { page, problems };
}

/** What a page's scripts throw, and what its policy forbids, as it happens. */
export function watchProblems(page: Page): string[] {
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
  return problems;
}
