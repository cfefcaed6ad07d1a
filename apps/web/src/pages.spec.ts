import { describe, expect, it } from '@jest/globals';
import { pageAt } from './pages.js';

describe('the page of an address', () => {
  it.each([
    ['/', ''],
    ['/wall', 'wall'],
    ['/wall/', 'wall'],
    ['/admin', 'admin'],
    ['/admin/man-hinh', 'admin'],
    ['/operations/fire%3A1', 'operations'],
    ['/sign-in', 'sign-in'],
    ['/walls', 'unknown'],
    ['/__proto__', 'unknown'],
  ])('%s: %j', (path, page) => {
    expect(pageAt(path)).toBe(page);
  });
});
