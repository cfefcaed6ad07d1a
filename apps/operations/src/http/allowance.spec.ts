import { describe, expect, it } from '@jest/globals';
import { Allowance } from './allowance.js';

describe('an allowance', () => {
  it('lets a few through at once, then one after the other', () => {
    const allowance = new Allowance({ burst: 3, everyMs: 1000 });
    for (let i = 0; i < 3; i++) {
      expect(allowance.waitMs('a', 0)).toBe(0);
      allowance.take('a', 0);
    }
    expect(allowance.waitMs('a', 0)).toBe(1000);
    expect(allowance.waitMs('b', 0)).toBe(0);
    expect(allowance.waitMs('a', 1000)).toBe(0);
    allowance.take('a', 1000);
    expect(allowance.waitMs('a', 1000)).toBe(1000);
    expect(allowance.waitMs('a', 60_000)).toBe(0);
  });

  it('keeps nobody out for longer than its burst, however often he tried', () => {
    const allowance = new Allowance({ burst: 2, everyMs: 1000 });
    for (let i = 0; i < 1000; i++) if (allowance.waitMs('a', 0) === 0) allowance.take('a', 0);
    expect(allowance.waitMs('a', 0)).toBe(1000);
  });

  it('does not hold the past against anybody when the clock is set back', () => {
    const allowance = new Allowance({ burst: 1, everyMs: 1000 });
    allowance.take('a', 5_000_000);
    expect(allowance.waitMs('a', 0)).toBe(0);
    allowance.take('a', 0);
    expect(allowance.waitMs('a', 0)).toBe(1000);
  });

  it('does not grow without end', () => {
    const allowance = new Allowance({ burst: 1, everyMs: 1000 });
    for (let i = 0; i < 50_000; i++) allowance.take(`a${i}`, 0);
    expect(allowance.waitMs('a49999', 0)).toBe(1000);
    expect(allowance.waitMs('a0', 0)).toBe(0);
  });
});
