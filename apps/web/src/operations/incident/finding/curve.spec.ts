import { expect, it } from '@jest/globals';
import { curveOf, hasCourse } from './curve.js';

it('draws from nought up, and leaves a gap where no background is known', () => {
  const drawn = curveOf([
    { at: 0, value: 0, background: 10 },
    { at: 10, value: 40 },
    { at: 20, value: 20, background: 10 },
  ]);
  expect(drawn).toMatchObject({ least: 0, most: 40, from: 0, to: 20 });
  expect(drawn.value).toBe('M0.0 42.0L100.0 2.0L200.0 22.0');
  expect(drawn.background).toBe('M0.0 32.0M200.0 32.0');
});

it('has a course from an hour of bins on', () => {
  const bins = (count: number) => Array.from({ length: count }, (_, i) => ({ at: i * 600_000, value: 30 + i }));
  expect([0, 1, 2, 5, 6, 36].filter((count) => hasCourse(bins(count)))).toEqual([6, 36]);
});
