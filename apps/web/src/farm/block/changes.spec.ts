import { describe, expect, it } from '@jest/globals';
import type { BlockDay, Turn } from '#hub/contracts';
import { fixing, freeing, isChanged, moving, proposing, skipping, turnOf } from './changes.js';

const DAY = Date.UTC(2026, 10, 26, 17);
const HOUR = 3_600_000;
const turn = (plot: string, from: number, to: number, more: Partial<Turn> = {}): Turn => ({
  ...{
    plot,
    name: plot,
    from: DAY + from * HOUR,
    to: DAY + to * HOUR,
    need: 100,
    given: 50,
    fixed: false,
    done: false,
  },
  ...more,
});
const block = (turns: Turn[], more: Partial<BlockDay> = {}): BlockDay => ({
  ...{ block: 'k', name: 'Khu', day: DAY, version: 3, turns, gates: [], order: [], open: [], problems: [] },
  ...{ couldNot: [], skipped: [], simulated: false, hours: 0, need: 0, short: false, advice: [] },
  ...more,
});
const day = block([
  turn('a', 5, 6, { done: true }),
  turn('b', 6, 8, { fixed: true }),
  turn('c', 8, 9),
  turn('d', 9, 10),
  turn('c', 14, 15),
  turn('e', 15, 16),
]);

describe('what a keeper changes of a day', () => {
  it('is of a plot whose turn a power cut divides one turn, as long as both', () => {
    expect(turnOf(day, 'c')).toMatchObject({ from: DAY + 8 * HOUR, to: DAY + 10 * HOUR, given: 100 });
    expect(turnOf(day, 'a')).toBeUndefined();
  });
  it('names the day that was looked at, and keeps what was set of other plots', () => {
    const span = { from: DAY + 10 * HOUR, to: DAY + 12 * HOUR };
    const b = { plot: 'b', from: DAY + 6 * HOUR, to: DAY + 8 * HOUR };
    expect(fixing(day, 'd', span)).toEqual({ day: DAY, version: 3, fixed: [b, { plot: 'd', ...span }] });
    expect(fixing(day, 'b', span).fixed).toEqual([{ plot: 'b', ...span }]);
    expect(skipping(day, 'b', 'declined')).toEqual({
      ...{ day: DAY, version: 3, fixed: [] },
      skipped: [{ plot: 'b', reason: 'declined' }],
    });
    const skipped = [{ plot: 'f', name: 'f', key: 'other' as const, reason: { vi: '', en: '' } }];
    expect(freeing(block(day.turns, { skipped }), 'b')).toMatchObject({
      ...{ fixed: [], skipped: [{ plot: 'f', reason: 'other' }] },
    });
    expect(proposing(day)).toEqual({ day: DAY, version: 3, order: [], fixed: [], skipped: [] });
  });
  it('swaps a plot with the next one that may move, and none where there is none', () => {
    const now = DAY + 7 * HOUR;
    expect(moving(day, 'd', -1, now)?.order).toEqual(['d', 'c', 'e']);
    expect(moving(day, 'd', 1, now)?.order).toEqual(['c', 'e', 'd']);
    expect([moving(day, 'c', -1, now), moving(day, 'e', 1, now), moving(day, 'b', 1, now)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    // what has begun stays
    expect(moving(day, 'c', 1, DAY + 8.5 * HOUR)).toBeUndefined();
  });
  it('can be taken back where there is any', () => {
    expect(isChanged(day)).toBe(true);
    expect(isChanged(block([turn('a', 5, 6)]))).toBe(false);
  });
});
