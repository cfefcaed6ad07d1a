import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import type { Role } from '#hub/contracts';
import { openPage } from './browser.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 360, height: 640 };

interface Opened {
  page: Page;
  problems: string[];
}

const { roles } = JSON.parse(readFileSync('reference/roles.json', 'utf8')) as { roles: Role[] };

/** The administration page as an administrator sees it. */
export async function openDesk(browser: Browser, hub: { url: string }, path: string, size = DESK): Promise<Opened> {
  const { page, problems } = await openPage(browser, 'about:blank', size);
  await page.route('**/api/me', (route) =>
    route.fulfill({
      json: {
        state: 'signed-in',
        id: 'admin',
        kind: 'person',
        name: 'Nguyễn Thị Hạnh',
        language: 'vi',
        roles: [],
        granted: [{ scope: { kind: 'commune', id: '00000' }, permissions: roles[0]!.permissions }],
        session: 'x',
        totp: false,
      },
    }),
  );
  await page.goto(hub.url + path, { waitUntil: 'load' });
  return { page, problems };
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
