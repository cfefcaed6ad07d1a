import { describe, expect, it } from '@jest/globals';
import { AccountRate } from './account-rate.js';
import { AccountRates } from './account-rates.js';
import { LIMITS } from './limits.js';

const T0 = 1_700_000_000_000;
const limits = { packets: 100, bytes: 10_000, readings: 200, burstMs: 10_000 };

describe('the allowance of an account', () => {
  it('is a burst after a rest, and the rate from then on', () => {
    const rate = new AccountRate(limits);
    for (let i = 0; i < 1000; i++) expect(rate.take(T0, 0, 0)).toBeLessThanOrEqual(0);
    // ten milliseconds for each packet more
    expect(rate.take(T0, 0, 0)).toBe(10);
    expect(rate.take(T0, 0, 0)).toBe(20);
    expect(rate.debtMs(T0 + 20)).toBe(0);
    expect(rate.take(T0 + 20, 0, 0)).toBe(10);
  });

  it.each([
    ['bytes', { bytes: 100_000, readings: 0 }, { bytes: 1000, readings: 0 }, 100],
    ['readings', { bytes: 0, readings: 2000 }, { bytes: 0, readings: 1 }, 5],
  ])('is one of %s, too', (_what, all, more, debtMs) => {
    const rate = new AccountRate(limits);
    expect(rate.take(T0, all.bytes, all.readings)).toBeLessThanOrEqual(0);
    expect(rate.take(T0, more.bytes, more.readings)).toBe(debtMs);
  });

  it('asks for no longer pause than one that a client outlives', () => {
    const rate = new AccountRate(limits);
    expect(rate.take(T0, 100_000_000, 0)).toBe(LIMITS.longestPauseMs);
    expect(rate.debtMs(T0 + LIMITS.longestPauseMs)).toBe(0);
  });

  it('does not silence an account for years when the clock is set back', () => {
    const rate = new AccountRate(limits);
    rate.take(T0, 0, 0);
    expect(rate.debtMs(T0 - 3 * 365 * 86_400_000)).toBe(LIMITS.longestPauseMs);
  });
});

describe('allowances of all accounts', () => {
  it('outlive connections, and are forgotten when there is nothing left to pay', () => {
    const rates = new AccountRates(limits);
    const rate = rates.of('air-1');
    rate.take(T0, 100_000, 0);
    rates.tidy(T0, () => false);
    expect(rates.of('air-1')).toBe(rate);
    rates.tidy(T0 + 60_000, (account) => account === 'air-1');
    expect(rates.of('air-1')).toBe(rate);
    rates.tidy(T0 + 60_000, () => false);
    expect(rates.of('air-1')).not.toBe(rate);
  });
});
