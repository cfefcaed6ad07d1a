import { expect, it } from '@jest/globals';
import { Siphon } from './siphon.js';

it('a siphon that leaks makes the branch behind it salty within the hour, and mended it is washed out', () => {
  const siphon = new Siphon();
  siphon.advance(3600, 0.35);
  expect(siphon.salinity).toBeCloseTo(0.35, 9);
  siphon.leak = 0.7;
  siphon.advance(3600, 0.35);
  expect(siphon.salinity).toBeGreaterThan(3);
  expect(siphon.salinity).toBeLessThan(4.6);
  siphon.leak = 0;
  siphon.advance(6 * 3600, 0.35);
  expect(siphon.salinity).toBeCloseTo(0.35, 2);
});
