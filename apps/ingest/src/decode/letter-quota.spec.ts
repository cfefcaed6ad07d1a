import { beforeEach, describe, expect, it } from '@jest/globals';
import type { StateView } from '../group-state.js';
import { type Allowance, judgeLetter } from './letter-quota.js';

const T0 = Date.UTC(2026, 9, 5);
const DAY = 86_400_000;
const MB = 1 << 20;

let kept: Map<string, Allowance>;
let allowances: StateView<Allowance>;
beforeEach(() => {
  kept = new Map();
  allowances = {
    get: (key) => kept.get(key),
    set: (key, value) => void (value === undefined ? kept.delete(key) : kept.set(key, value)),
    entries: () => kept.entries(),
  };
});
const judge = (bytes: number, received: number, account = 'air-1') => judgeLetter(account, bytes, received, allowances);
/** How many of so many packets at once are kept. */
const keptOf = (count: number, bytes: number, received: number, account?: string) =>
  Array.from({ length: count }, () => judge(bytes, received, account)).filter((v) => v.do === 'keep').length;

describe("an account's letters", () => {
  it('are kept up to 8 MB, whatever the packets weigh', () => {
    expect(keptOf(100, MB - 400, T0)).toBe(8);
    expect(keptOf(100_000, 0, T0, 'air-2')).toBe(Math.floor((8 * MB) / 400));
  });

  it('beyond that are counted, and the count is told every ten minutes', () => {
    keptOf(8, MB - 400, T0);
    expect(judge(MB, T0)).toEqual({ do: 'tell', counted: 1 });
    expect(judge(MB, T0 + 1000)).toEqual({ do: 'count' });
    expect(judge(MB, T0 + 599_999)).toEqual({ do: 'count' });
    expect(judge(MB, T0 + 600_000)).toEqual({ do: 'tell', counted: 3 });
  });

  it('have room again as the day goes on, and all of it after a day', () => {
    keptOf(8, MB - 400, T0);
    expect(keptOf(100, MB - 400, T0 + DAY / 2)).toBe(4);
    expect(keptOf(100, MB - 400, T0 + 2 * DAY)).toBe(8);
  });

  it('of one cost the others nothing', () => {
    keptOf(100, MB, T0);
    expect(judge(1000, T0, 'air-2')).toEqual({ do: 'keep' });
  });

  it('are not closed for years by a clock that was ahead', () => {
    keptOf(100, MB, T0 + 5 * 365 * DAY);
    // the first after the clock was set right is only counted, and forgives the rest
    expect(judge(1000, T0)).toMatchObject({ counted: expect.any(Number) });
    expect(judge(1000, T0 + 3_600_000)).toEqual({ do: 'keep' });
  });
});
