import { describe, expect, it } from '@jest/globals';
import { buildIn } from './new-build.js';

describe('the build of a page', () => {
  it('is named by its entry script', () => {
    const html = '<head><script type="module" crossorigin src="/assets/index-Cyc.js"></script></head>';
    expect(buildIn(html)).toBe('/assets/index-Cyc.js');
    expect(buildIn(`<script type="module" src="/assets/shared-A1.js"></script>${html}`)).toBe('/assets/index-Cyc.js');
    expect(buildIn('<p>502 Bad gateway</p>')).toBeUndefined();
  });
});
