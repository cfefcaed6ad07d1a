import { describe, expect, it } from '@jest/globals';
import type { ClockState } from '#hub/contracts';
import { type Expiry, nextExpiry } from './expiry.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const T0 = Date.UTC(2026, 9, 5);

/** Looks each minute; gives the times at which old points are deleted. */
function watch(spans: readonly { from: number; to: number; clock?: ClockState }[]): number[] {
  const due: number[] = [];
  let known: Expiry | undefined;
  for (const { from, to, clock = 'ok' } of spans)
    for (let now = from; now < to; now += MINUTE) {
      const look = nextExpiry(known, { type: 'tick', received: now, clock });
      known = look.next;
      if (look.due) due.push(now);
    }
  return due;
}

describe('old points are deleted', () => {
  it('once a day, the first time after a day of running', () => {
    expect(watch([{ from: T0, to: T0 + 3 * DAY + HOUR }])).toEqual([T0 + DAY, T0 + 2 * DAY, T0 + 3 * DAY]);
  });

  it('also on a hub that is off every night', () => {
    const days = [0, 1, 2, 3].map((day) => ({ from: T0 + day * DAY, to: T0 + day * DAY + 9 * HOUR }));
    expect(watch(days)).toEqual([1, 2, 3].map((day) => T0 + day * DAY + HOUR));
  });

  it('not on the word of a clock that is not synchronised or behind', () => {
    expect(watch([{ from: T0, to: T0 + 3 * DAY, clock: 'unsynchronised' }])).toEqual([]);
    expect(watch([{ from: T0, to: T0 + 3 * DAY, clock: 'behind' }])).toEqual([]);
  });

  it('not within a day after the clock jumped by years', () => {
    const year2040 = Date.UTC(2040, 0, 1);
    const jump = [
      { from: T0, to: T0 + 2 * DAY },
      { from: year2040, to: year2040 + DAY - MINUTE },
    ];
    expect(watch(jump)).toEqual([T0 + DAY]);
    const back = [...jump, { from: T0 + 3 * DAY, to: T0 + 4 * DAY + HOUR }];
    expect(watch(back)).toEqual([T0 + DAY, T0 + 4 * DAY]);
  });
});
