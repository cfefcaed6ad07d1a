import type { Browser, BrowserContext, Page } from 'playwright-core';
import { watchProblems } from './browser.js';

/** A browser of its own for somebody: cookies, storage, and what went wrong in its page. */
export interface Visitor {
  page: Page;
  context: BrowserContext;
  problems: string[];
}

export const PHONE = { width: 360, height: 640 };
export const DESK = { width: 1440, height: 900 };
export const TELEVISION = { width: 1920, height: 1080 };

interface Way {
  size?: { width: number; height: number };
  /** A Cookie header's value, of somebody who is signed in. */
  cookie?: string;
}

export async function visit(browser: Browser, url: string, { size = DESK, cookie }: Way = {}): Promise<Visitor> {
  const context = await browser.newContext({ viewport: size, hasTouch: size === PHONE });
  for (const pair of cookie?.split('; ') ?? []) {
    const [name, value] = pair.split(/=(.*)/s) as [string, string];
    await context.addCookies([{ name, value, url: new URL(url).origin, httpOnly: true, sameSite: 'Strict' }]);
  }
  const page = await context.newPage();
  const problems = watchProblems(page);
  await page.goto(url, { waitUntil: 'load' });
  return { page, context, problems };
}
