import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong in what a page shows now: the rule, and where. It is put there past the page's policy, not by it. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  // as text: it runs in the page, whose names are not ours
  const { violations: found } = await page.evaluate<axe.AxeResults>('axe.run(document)');
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
