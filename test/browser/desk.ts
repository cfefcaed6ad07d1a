import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import type { TestHub } from '#hub/testkit';
import { openPage } from './browser.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 360, height: 640 };

interface Opened {
  page: Page;
  problems: string[];
}

/** The administration page as an administrator sees it. */
export async function openDesk(browser: Browser, hub: TestHub, path: string, size = DESK): Promise<Opened> {
  const { page, problems } = await openPage(browser, 'about:blank', size);
  await signIn(page, hub);
  await page.goto(hub.url + path, { waitUntil: 'load' });
  return { page, problems };
}

/** As the administrator of the test's hub. */
export async function signIn(page: Page, hub: TestHub): Promise<void> {
  const cookies = (await hub.cookie()).split('; ').map((pair) => {
    const [name, value] = pair.split('=', 2) as [string, string];
    return { name, value, url: hub.url };
  });
  await page.context().addCookies(cookies);
}

/** What axe-core finds wrong with the page as it stands: rule and where. */
export async function violations(page: Page): Promise<string[]> {
  // as text: it runs in the page, whose rules let no script in but the page's own
  await page.evaluate(AXE);
  const found = await page.evaluate<{ id: string; nodes: { target: string[] }[] }[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations)`,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target.join(' ')).join(', ')}`);
}
