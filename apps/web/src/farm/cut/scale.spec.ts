import { describe, expect, it } from '@jest/globals';
import { cutScale } from './scale.js';

describe('a cut through a paddy', () => {
  it('is drawn 4 px a centimetre, as deep as the tube', () => {
    expect(cutScale(-16, -15)).toEqual({
      sky: 0,
      surface: 52,
      px: 4,
      water: 116,
      limit: 112,
      tubeTop: 28,
      tubeBottom: 152,
    });
  });
  it('shows water over the surface', () => {
    const { surface, water, limit } = cutScale(3, -15);
    expect(water).toBeLessThan(surface);
    expect(limit).toBeGreaterThan(surface);
  });
  it.each([-60, -25, -1, 0, 5, 30, 60])('has room for %d cm', (level) => {
    const { sky, water, tubeTop, tubeBottom, px } = cutScale(level, -15);
    expect(px).toBeGreaterThan(0);
    expect(water).toBeGreaterThanOrEqual(40);
    expect(water).toBeLessThanOrEqual(152);
    expect(tubeTop).toBeLessThan(water);
    expect(tubeTop).toBeGreaterThanOrEqual(sky);
    expect(tubeBottom).toBeLessThanOrEqual(152);
  });
  it('has no line to pump at where that would be under water', () => {
    expect(cutScale(2, 3).limit).toBeUndefined();
  });
});
