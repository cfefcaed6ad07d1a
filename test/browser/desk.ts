import type { Browser, Page } from 'playwright-core';
import type { TestHub } from '#hub/testkit';
import { DESK, visit } from './visit.js';

export { violations } from './axe.js';
export { signIn } from './browser.js';
export { DESK, PHONE } from './visit.js';

/** The administration page as an administrator sees it. */
export const openDesk = async (
  browser: Browser,
  hub: TestHub,
  path: string,
  size = DESK,
): Promise<{ page: Page; problems: string[] }> => visit(browser, hub.url + path, { size, cookie: await hub.cookie() });
