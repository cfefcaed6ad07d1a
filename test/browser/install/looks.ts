import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { picture } from '../browser.js';
import { violations } from '../desk.js';

/** What somebody touches, and how large it is where fingers are wet. As text: it runs in the page. */
const SMALL = `(() => {
  const found = [];
  for (const el of document.querySelectorAll('button, a[href], input, label.btn')) {
    if (el.closest('label.btn') && el.tagName === 'INPUT') continue;
    const { width, height } = el.getBoundingClientRect();
    if (width === 0 || getComputedStyle(el).visibility === 'hidden') continue;
    if (width < 55.5 || height < 55.5) found.push((el.textContent || el.ariaLabel || el.tagName).trim() + ' ' + Math.round(width) + 'x' + Math.round(height));
  }
  return found;
})()`;

/** Words that are cut off, that are too small, or that lie beside the screen. */
const CLIPPED = `(() => {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page is ' + document.documentElement.scrollWidth + ' px wide');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const el = node.parentElement;
    const text = node.data.trim();
    if (!text || el.closest('noscript, script, style, .unseen, svg')) continue;
    const style = getComputedStyle(el);
    if (parseFloat(style.fontSize) < 16) found.push('small: ' + text);
    if (parseFloat(style.lineHeight) < 1.35 * parseFloat(style.fontSize)) found.push('tight: ' + text);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width > 0 && (box.left < -0.5 || box.right > innerWidth + 0.5)) found.push('cut: ' + text);
  }
  return [...new Set(found)];
})()`;

/** A contrast of 7 for all words that axe can measure: the sun is on the screen. */
const SUNLIGHT = `axe.run(document, { runOnly: ['color-contrast-enhanced'], rules: { 'color-contrast-enhanced': { enabled: true } } })
  .then((r) => r.violations.flatMap((v) => v.nodes.map((n) => n.target.join(' ') + ': ' + n.any[0].message)))`;

/** Takes a picture, and finds nothing wrong: for those who listen, for wet fingers, for the sun, at 360 x 640. */
export async function looksRight(page: Page, name: string, of = 'install'): Promise<void> {
  await page.waitForTimeout(150);
  await picture(page, `${of}-${name}`);
  const wrong = {
    axe: await violations(page),
    small: await page.evaluate<string[]>(SMALL),
    clipped: await page.evaluate<string[]>(CLIPPED),
    faint: await page.evaluate<string[]>(SUNLIGHT),
  };
  expect({ [name]: wrong }).toEqual({ [name]: { axe: [], small: [], clipped: [], faint: [] } });
}
