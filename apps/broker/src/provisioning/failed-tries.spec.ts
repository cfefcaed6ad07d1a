import { describe, expect, it } from '@jest/globals';
import { ADDRESS_TRIES, CODE_TRIES, FailedTries } from './failed-tries.js';

const T0 = 1_780_000_000_000;
const fail = (tries: FailedTries, n: number, code: string, address: string, now = T0) => {
  for (let i = 0; i < n; i++) tries.failed(code, address, now);
};

describe('who tries codes', () => {
  it('has some tries at once, and one more after a while', () => {
    const tries = new FailedTries();
    fail(tries, CODE_TRIES.most, 'claim.1', 'a');
    expect(tries.held('claim.1', 'a', T0)).toBe(false);
    fail(tries, 1, 'claim.1', 'a');
    expect(tries.held('claim.1', 'a', T0)).toBe(true);
    expect(tries.held('claim.1', 'a', T0 + CODE_TRIES.everyMs)).toBe(false);
    fail(tries, 1, 'claim.1', 'a', T0 + CODE_TRIES.everyMs);
    expect(tries.held('claim.1', 'a', T0 + CODE_TRIES.everyMs)).toBe(true);
  });
  it('keeps out nobody who comes from elsewhere', () => {
    const tries = new FailedTries();
    fail(tries, 1000, 'claim.1', 'a');
    expect(tries.held('claim.1', 'b', T0)).toBe(false);
  });
  it('is held back by address, whatever the code', () => {
    const tries = new FailedTries();
    for (let i = 0; i <= ADDRESS_TRIES.most; i++) tries.failed(`claim.${i}`, 'a', T0);
    expect(tries.held('claim.new', 'a', T0)).toBe(true);
    expect(tries.held('claim.new', 'b', T0)).toBe(false);
  });
  it('waits no longer than for one try, also when the clock is set back', () => {
    const tries = new FailedTries();
    fail(tries, 1000, 'claim.1', 'a');
    expect(tries.held('claim.1', 'a', T0 + CODE_TRIES.everyMs)).toBe(false);
    fail(tries, 50, 'claim.1', 'a', T0 - 86_400_000);
    expect(tries.held('claim.1', 'a', T0 - 86_400_000 + CODE_TRIES.everyMs)).toBe(false);
  });
  it('is forgotten in the end', () => {
    const tries = new FailedTries();
    fail(tries, 50, 'claim.1', 'a');
    tries.tidy(T0 + 10 * CODE_TRIES.everyMs * CODE_TRIES.most);
    expect(tries.held('claim.1', 'a', T0)).toBe(false);
  });
});
